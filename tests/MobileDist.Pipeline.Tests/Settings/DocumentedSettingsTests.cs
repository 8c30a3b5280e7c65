using System.Text.Json;
using System.Text.RegularExpressions;
using MobileDist.Pipeline.Roster;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Yaml;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>What the documentation shows as YAML can be copied as it stands: settings load, a roster is read, and the rest is a workflow.</summary>
public sealed partial class DocumentedSettingsTests
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
    public void Example_IsWhatItsReaderTakes(string text)
    {
        var faults = new List<Fault>();
        var node = YamlTreeReader.Read("example", text, faults);
        Assert.That(faults.Select(fault => fault.Headline), Is.Empty);

        switch (KindOf(node))
        {
            case "settings":
                Load(text);
                Walk(node!, SettingsJsonSchema.Render());
                break;
            case "roster":
                Assert.That(RosterYaml.Read("testers.yml", text, faults).Testers, Is.Not.Empty);
                Assert.That(faults.Select(fault => fault.Headline), Is.Empty);
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

    private static void Load(string text)
    {
        using var fixture = new LoaderFixture();
        var key = Convert.ToBase64String(new byte[64]);
        foreach (var name in Variable().Matches(text).Select(match => match.Groups[1].Value))
        {
            fixture.Environment[name] = key;
        }

        fixture.Environment["APP_STORE_CONNECT_KEY"] = key;
        fixture.Environment["APP_STORE_CONNECT_KEY_ID"] = "2X9R4HXF34";
        fixture.Folder.Write("profiles/app.mobileprovision", "profile");

        var releases = fixture.File(text).Load().Releases;

        Assert.That(releases, Is.Not.Empty);
        Assert.That(releases.Select(release => release.Signing), Has.None.InstanceOf<SigningSettings.Missing>());
        Assert.That(releases.SelectMany(release => release.Channels).OfType<ChannelSettings.TestFlight>().SelectMany(channel => channel.Settings.Access.Missing), Is.Empty);
        Assert.That(releases.SelectMany(release => release.Channels).OfType<ChannelSettings.Play>().SelectMany(channel => channel.Settings.Access.Flaws), Is.Empty);
    }

    private static void Walk(YamlNode node, string schema)
    {
        var faults = new List<Fault>();
        using var document = JsonDocument.Parse(schema);
        SchemaWalk.Check(node, document.RootElement, "", faults);
        Assert.That(faults.Select(fault => fault.Headline), Is.Empty);
    }

    [GeneratedRegex(@"\$\{([A-Z0-9_]+)\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
