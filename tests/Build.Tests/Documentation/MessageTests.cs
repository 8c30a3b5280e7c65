using System.Text.RegularExpressions;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Documentation;

/// <summary>Whoever searches the pages for a message finds it there as the program says it.</summary>
public sealed partial class MessageTests
{
    // The runner of GitHub Actions says this, and none of ours.
    private const string OfTheRunner = "Unexpected input(s) …";

    private const char Value = '\u0001';

    private static readonly Lazy<IReadOnlyList<string>> Sources = new(() =>
    [
        .. Files("src", "*Faults.cs").Concat(Files("build", "*Faults.cs")).Concat(Files("action", "*.mjs")).Concat(Files("azure-devops", "*.mjs")).Select(File.ReadAllText),
    ]);

    private static IEnumerable<string> Messages => new[] { "README.md", "docs/github-actions.md", "docs/azure-pipelines.md" }
        .SelectMany(page => PageTable.Rows(page, "| message | means |"))
        .Select(row => Quoted().Match(row[0]))
        .Where(match => match.Success)
        .Select(match => match.Groups[1].Value)
        .Where(message => message is not OfTheRunner)
        .Distinct(StringComparer.Ordinal);

    [TestCaseSource(nameof(Messages))]
    public void Message_IsSaidWordForWord(string message) =>
        Assert.That(Sources.Value.Any(source => Says(source, message)), message);

    [TestCase("There is no key to sign for.")]
    [TestCase("'….apk' matches 2 files, where many packages are meant.")]
    [TestCase("The release of '…' could not be written: the token has no 'contents: write'")]
    public void Message_ThatNobodySays_IsNotFound(string message) =>
        Assert.That(Sources.Value.Any(source => Says(source, message)), Is.False);

    // A message may be put together of two sentences of one file: what, and why.
    private static bool Says(string source, string message) =>
        Example().Replace(message, match => match.Value is ['\'', ..] ? $"'{Value}'" : $"{Value}")
            .Split(": ")
            .All(part => Regex.IsMatch(source, Pattern(part), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)));

    // An example's value stands where the source has an interpolation or, for a word that is always the same, the word.
    private static string Pattern(string part) => Regex.Escape(part.Trim('…', ' '))
        .Replace("…", ".*", StringComparison.Ordinal)
        .Replace($"{Value}", @"(\$?\{[^\n]+?\}|[\w.-]+)", StringComparison.Ordinal);

    private static string[] Files(string folder, string pattern) => Directory.GetFiles(RepositoryRoot.Combine(folder), pattern, SearchOption.AllDirectories);

    [GeneratedRegex(@"^`([^`]+)`$", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    // 'in quotes', a number, or a variable of Azure.
    [GeneratedRegex(@"'[^']*'|\b[0-9]+\b|\$\(…\)", RegexOptions.None, 1000)]
    private static partial Regex Example();
}
