using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MobileDist.Testing.GooglePlay;

/// <summary>What the fake reads in the first bytes of a package: <c>FAKE-AAB 42</c> or <c>FAKE-APK 42</c>, with a blank and what is wrong with it.</summary>
public sealed partial record FakePlayContent(int VersionCode, bool IsApk, string Flaw)
{
    public const string NotSigned = "unsigned";
    public const string WrongKey = "wrong-key";

    private const int LongestHead = 128;

    /// <summary>The first bytes of such a package.</summary>
    public static string Head(int versionCode, bool isApk = false, string flaw = "") => $"FAKE-{(isApk ? "APK" : "AAB")} {versionCode.ToString(CultureInfo.InvariantCulture)} {flaw}\n";

    /// <summary>Null for everything else.</summary>
    public static FakePlayContent? Read(ReadOnlySpan<byte> head) => Form().Match(Encoding.Latin1.GetString(head[..Math.Min(head.Length, LongestHead)])) is { Success: true } match
        ? new FakePlayContent(int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture), match.Groups["kind"].Value is "APK", match.Groups["flaw"].Value)
        : null;

    [GeneratedRegex(@"^FAKE-(?<kind>AAB|APK) (?<code>\d+) (?<flaw>[a-z-]*)\n", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
