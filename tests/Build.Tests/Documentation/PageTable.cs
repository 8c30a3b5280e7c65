using MobileDist.Testing;

namespace MobileDist.Build.Tests.Documentation;

/// <summary>A table of a page: its rows, each with the cells' Markdown.</summary>
internal static class PageTable
{
    /// <param name="page">From the repository's root.</param>
    /// <param name="header">The first cells of its header: <c>| code | means |</c>.</param>
    public static IReadOnlyList<string[]> Rows(string page, string header)
    {
        var lines = File.ReadAllLines(RepositoryRoot.Combine(page));
        var rows = lines.SkipWhile(line => !string.Equals(line, header, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).ToList();
        Assert.That(rows, Is.Not.Empty, $"'{page}' has no table '{header}'.");
        return [.. rows.Select(row => row[1..].TrimEnd('|').Split('|', StringSplitOptions.TrimEntries))];
    }
}
