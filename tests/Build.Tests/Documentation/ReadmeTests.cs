using System.Globalization;
using System.Text.RegularExpressions;
using MobileDist.Pipeline;

namespace MobileDist.Build.Tests.Documentation;

/// <summary>The README's tables are the program's own.</summary>
public sealed partial class ReadmeTests
{
    private const string Page = "README.md";

    // Names of the platforms, of the reproducible builds project, and of addresses that only a test or a relay needs.
    private static readonly string[] OtherVariables =
    [
        "SOURCE_DATE_EPOCH", "GITHUB_TOKEN", "SYSTEM_ACCESSTOKEN",
        "MOBILEDIST_GOOGLE_TOKEN_URL", "MOBILEDIST_GOOGLE_STS_URL", "MOBILEDIST_GOOGLE_IAM_CREDENTIALS_URL", "MOBILEDIST_CLOUD_IDENTITY_URL",
    ];

    [Test]
    public void ExitCodes_AreThoseOfTheProgram()
    {
        var codes = PageTable.Rows(Page, "| code | means |").Select(row => int.Parse(row[0], CultureInfo.InvariantCulture));

        Assert.That(codes, Is.EqualTo(Enum.GetValues<ExitCode>().Select(code => (int)code)));
    }

    [Test]
    public void Targets_AreThoseOfTheProgram()
    {
        var targets = PageTable.Rows(Page, "| target | does |").SelectMany(row => Code().Matches(row[0])).Select(match => match.Groups[1].Value);

        Assert.That(targets, Is.EquivalentTo(TargetNames.In(typeof(BuildHost).Assembly).Where(name => name is not "Default")));
    }

    [Test]
    public void Arguments_StandBesideTheirVariables()
    {
        var rows = Arguments();
        foreach (var argument in DistributionArgument.All)
        {
            var row = rows.Where(row => row.Variables.Contains(argument.Variable, StringComparer.Ordinal)).ToList();
            Assert.That(row, Has.Count.EqualTo(1), argument.Variable);
            Assert.That(row[0].Arguments.Contains(argument.Name, StringComparer.Ordinal), Is.EqualTo(argument.Kind != DistributionArgumentKind.Secret), argument.Name);
        }
    }

    [Test]
    public void Arguments_ThatNobodyKnows_AreNotThere()
    {
        var rows = Arguments();
        var known = DistributionArgument.All.Where(argument => argument.Kind != DistributionArgumentKind.Secret).Select(argument => argument.Name).Concat(["site", "port"]);

        Assert.That(rows.SelectMany(row => row.Arguments), Is.EquivalentTo(known));
        Assert.That(rows.SelectMany(row => row.Variables), Is.EquivalentTo(DistributionArgument.All.Select(argument => argument.Variable).Concat(OtherVariables)));
    }

    // '--play-…' stands for the names in the third cell, '…_PLATFORM' begins as all of ours do.
    private static List<(List<string> Arguments, List<string> Variables)> Arguments() =>
    [
        .. from row in PageTable.Rows(Page, "| argument | variable | means |")
           let keys = Code().Matches(row[2]).Select(match => match.Groups[1].Value).Skip(1).ToList()
           let arguments = Code().Matches(row[0]).SelectMany(match => Expand(match.Groups[1].Value.TrimStart('-'), keys))
           let variables = Code().Matches(row[1] + OfText(row[2])).SelectMany(match => Expand(match.Groups[1].Value, keys.Select(key => key.Replace('-', '_').ToUpperInvariant())))
           select (arguments.ToList(), variables.Select(name => name.StartsWith('…') ? "MOBILEDIST" + name[1..] : name).ToList()),
    ];

    private static string OfText(string cell) => string.Concat(Code().Matches(cell).Select(match => match.Value).Where(word => VariableName().IsMatch(word)));

    private static IEnumerable<string> Expand(string name, IEnumerable<string> keys) =>
        name.EndsWith('…') ? keys.Select(key => name.TrimEnd('…') + key) : [name];

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^`(MOBILEDIST|…)_[A-Z_]+`$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VariableName();
}
