using System.Text.RegularExpressions;

namespace MobileDist.Testing;

/// <summary>The YAML that a page of the documentation shows.</summary>
public static partial class PageExamples
{
    /// <param name="page">From the repository's root: <c>docs/github-actions.md</c>.</param>
    public static IEnumerable<string> Of(string page) =>
        Fence().Matches(File.ReadAllText(RepositoryRoot.Combine(page)).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^```yaml\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Fence();
}
