using System.Text.RegularExpressions;

namespace MobileDist.GitHub;

/// <summary>The rule for <c>owner/name</c>, which becomes part of every address.</summary>
internal static partial class RepositoryName
{
    public static string Checked(string value) => Rule.IsMatch(value) && !value.EndsWith("/..", StringComparison.Ordinal) && !value.EndsWith("/.", StringComparison.Ordinal)
        ? value
        : throw GitHubFaults.BadRepository(value);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,100}/[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Rule { get; }
}
