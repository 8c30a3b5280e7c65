using System.Text.RegularExpressions;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

/// <summary>The YAML that a page of the documentation shows.</summary>
internal static partial class PageExamples
{
    public static IEnumerable<string> Of(string page) =>
        Fence().Matches(File.ReadAllText(RepositoryRoot.Combine("docs", page)).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^```yaml\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Fence();
}
