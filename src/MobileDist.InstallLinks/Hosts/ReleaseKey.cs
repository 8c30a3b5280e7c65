using System.Text.RegularExpressions;

namespace MobileDist.InstallLinks;

/// <summary>The rule for release keys: they become folder names and parts of addresses, so nothing else may be in them.</summary>
public static partial class ReleaseKey
{
    private const int Longest = 100;

    /// <summary>The key itself when it keeps to the rule.</summary>
    /// <exception cref="DistributionException">It does not.</exception>
    public static string Checked(string key) =>
        key.Length <= Longest && Rule.IsMatch(key) ? key : throw InstallLinkFaults.BadReleaseKey(key);

    [GeneratedRegex(@"\A[a-z0-9]+(?:[._-][a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Rule { get; }
}
