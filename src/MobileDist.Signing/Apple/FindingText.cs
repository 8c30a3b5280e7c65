namespace MobileDist.Signing.Apple;

/// <summary>
/// The sentence of a finding, with names and values out of the file that is looked at: no line ends or control characters into a log,
/// where they could pass for something else, and no value of megabytes.
/// </summary>
internal static class FindingText
{
    private const int Longest = 2000;

    public static string Of(string sentence) =>
        PlainText.Clean(sentence.Length <= Longest ? sentence : string.Concat(sentence.AsSpan(0, Longest), "…"));
}
