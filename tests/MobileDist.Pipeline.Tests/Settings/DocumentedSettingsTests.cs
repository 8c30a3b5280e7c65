using System.Text.RegularExpressions;
using MobileDist.Pipeline.Roster;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.Yaml;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>What the documentation shows, as a new user copies it.</summary>
public sealed class DocumentedSettingsTests
{
    private static readonly string[] OfPlatforms = ["jobs", "steps", "trigger", "permissions"];

    private static IEnumerable<TestCaseData> Blocks() =>
        from file in Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md").Append(RepositoryRoot.Combine("README.md")).Order(StringComparer.Ordinal)
        let text = File.ReadAllText(file).ReplaceLineEndings("\n")
        from Match match in Regex.Matches(text, "^```ya?ml\n(?<block>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5))
        let line = text.AsSpan(0, match.Index).Count('\n') + 1
        select new TestCaseData(Path.GetFileName(file), line, match.Groups["block"].Value).SetArgDisplayNames(Path.GetFileName(file), $"line {line}");

    [TestCaseSource(nameof(Blocks))]
    public void Load_OfAnExample_HasNoFault(string file, int line, string block)
    {
        var faults = new List<Fault>();
        var root = YamlTreeReader.Read(file, block, faults);
        Assert.That(faults, Is.Empty, FaultTranscript.Of(faults));

        switch (root)
        {
            case YamlNode.Mapping settings when settings.Entries.Any(entry => entry.Key is "apps" or "channels"):
                AssertLoads(block);
                break;
            case YamlNode.Mapping roster when roster.Entries.Any(entry => entry.Key is "testers"):
                AssertRosterLoads(block);
                break;
            case YamlNode.Mapping workflow:
                Assert.That(workflow.Entries.Select(entry => entry.Key), Has.Some.AnyOf(OfPlatforms), $"{file}, line {line}: neither settings nor roster nor a workflow");
                break;
            default:
                Assert.That(root, Is.InstanceOf<YamlNode.Sequence>(), $"{file}, line {line}: no steps either");
                break;
        }
    }

    [Test]
    public void Blocks_OfTheReadme_ShowEveryChannelThatNeedsSettings()
    {
        var shown = Blocks().Select(block => (string)block.Arguments[2]!).ToList();

        Assert.That(shown, Has.Some.Contains("\nchannels:\n  testflight:").And.Some.Contains("\nchannels:\n  play:").And.Some.Contains("\nchannels:\n  link:").And.Some.StartsWith("testers:"));
    }

    private static void AssertLoads(string block)
    {
        using var fixture = new LoaderFixture().File(block);
        foreach (Match variable in Regex.Matches(block, @"\$\{(?<name>\w+)\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)))
        {
            // Base64 of something long enough for a key does for passwords as well.
            fixture.Environment[variable.Groups["name"].Value] = Convert.ToBase64String(new byte[96]);
        }

        fixture.Environment["APP_STORE_CONNECT_KEY"] = "-----BEGIN PRIVATE KEY-----";
        fixture.Environment["APP_STORE_CONNECT_KEY_ID"] = "2X9R4HXF34";
        fixture.Folder.Write("profiles/app.mobileprovision", "profile");

        var settings = fixture.Load();

        Assert.That(settings.Releases, Is.Not.Empty);
        foreach (var release in settings.Releases)
        {
            Assert.That((release.Signing as SigningSettings.Missing)?.Faults ?? [], Is.Empty, release.Key);
            Assert.That(release.Channels.OfType<ChannelSettings.TestFlight>().SelectMany(channel => channel.Settings.Access.Missing), Is.Empty, release.Key);
            Assert.That(release.Channels.OfType<ChannelSettings.Play>().SelectMany(channel => channel.Settings.Access.Flaws), Is.Empty, release.Key);
        }
    }

    private static void AssertRosterLoads(string block)
    {
        using var folder = new TestFolder();

        Assert.That(RosterFile.Read(folder.Write("testers.yml", block), "testers.yml").Testers, Is.Not.Empty);
    }
}
