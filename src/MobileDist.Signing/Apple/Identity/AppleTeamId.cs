namespace MobileDist.Signing.Apple.Identity;

/// <summary>Team identifiers: ten letters and digits. They go into signatures, names and messages, so nothing else may.</summary>
internal static class AppleTeamId
{
    private const int Longest = 32;

    public static bool IsValid(string? text) => text is { Length: > 0 and <= Longest } && text.All(char.IsAsciiLetterOrDigit);
}
