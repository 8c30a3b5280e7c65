using System.Text.Json;
using MobileDist.Pipeline.Roster;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Yaml;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>An editor that knows the schemas finds nothing to underline in what the documentation shows.</summary>
public sealed class DocumentedSchemaTests
{
    private static readonly string[] WorkflowWords = ["on", "permissions", "jobs", "steps", "trigger", "uses", "task"];

    private static IEnumerable<TestCaseData> Examples =>
        from page in Pages
        from example in PageExamples.Of(page).Select((text, index) => (Text: text, Number: index + 1))
        select new TestCaseData(example.Text).SetArgDisplayNames($"{page}#{example.Number}");

    private static IEnumerable<string> Pages => new[] { "README.md", "CONTRIBUTING.md" }
        .Concat(new[] { "docs", "azure-devops", "samples" }
            .SelectMany(folder => Directory.GetFiles(RepositoryRoot.Combine(folder), "*.md", SearchOption.AllDirectories))
            .Select(page => Path.GetRelativePath(RepositoryRoot.FullPath, page)));

    [TestCaseSource(nameof(Examples))]
    public void Example_IsWhatItsSchemaTakes(string text)
    {
        var faults = new List<Fault>();
        var node = YamlTreeReader.Read("example", text, faults);
        Assert.That(faults.Select(fault => fault.Headline), Is.Empty);

        switch (KindOf(node))
        {
            case "settings":
                Walk(node!, SettingsJsonSchema.Render());
                break;
            case "roster":
                Walk(node!, RosterDeclaration.Schema());
                break;
            case "workflow":
                break;
            default:
                Assert.Fail("That is neither settings, nor a roster, nor a workflow.");
                break;
        }
    }

    [Test]
    public void Readme_ShowsSettingsAndARoster()
    {
        var kinds = PageExamples.Of("README.md").Select(text => KindOf(YamlTreeReader.Read("example", text, []))).ToList();

        Assert.That(kinds.Count(kind => kind is "settings"), Is.GreaterThanOrEqualTo(4));
        Assert.That(kinds, Has.Some.EqualTo("roster"));
    }

    private static string? KindOf(YamlNode? node)
    {
        var keys = (node is YamlNode.Sequence { Items: [var first, ..] } ? first : node) is YamlNode.Mapping map ? map.Entries.Select(entry => entry.Key).ToList() : [];
        return keys switch
        {
            _ when keys.Exists(key => SettingsDeclaration.Root.Keys.Any(known => string.Equals(known.Name, key, StringComparison.Ordinal))) => "settings",
            _ when keys.Contains("testers", StringComparer.Ordinal) => "roster",
            _ when keys.Intersect(WorkflowWords, StringComparer.Ordinal).Any() => "workflow",
            _ => null,
        };
    }

    private static void Walk(YamlNode node, string schema)
    {
        var faults = new List<Fault>();
        using var document = JsonDocument.Parse(schema);
        SchemaWalk.Check(node, document.RootElement, "", faults);
        Assert.That(faults.Select(fault => fault.Headline), Is.Empty);
    }
}
