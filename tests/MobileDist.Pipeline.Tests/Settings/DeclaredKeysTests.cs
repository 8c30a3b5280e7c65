using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>What the declaration, and with it the schema, says of a key is what the readers do with it.</summary>
public sealed partial class DeclaredKeysTests
{
    // Whoever has credentials needs no provider, so the file of every key has them for one app only.
    private const string Excluding = "channels.play.credentials";

    private static readonly Dictionary<string, DeclaredKey> All = Declared(SettingsDeclaration.Root, []).ToDictionary(key => key.Text, StringComparer.Ordinal);

    private static readonly Lazy<string> Whole = new(() => Outcome(EveryKey.File()));

    private static IEnumerable<string> Keys => All.Keys.Where(path => path is not Excluding);

    private static IEnumerable<string> KeysWithDefault => All.Values.Where(key => key.Key.Default is not null && !key.IsAppsOwn).Select(key => key.Text);

    private static IEnumerable<string> KeysWithWords => All.Values.Where(key => Words(key.Key.Shape).Length > 1).Select(key => key.Text);

    [Test]
    public void EveryKey_LoadsWithoutAFault() =>
        Assert.That(Whole.Value, Does.StartWith("RunSettings {"));

    [TestCaseSource(nameof(Keys))]
    public void Load_WhenADeclaredKeyIsTakenAway_ComesToSomethingElse(string path)
    {
        var key = All[path];
        var places = key.Places(EveryKey.File()).Count;
        var others = from place in Enumerable.Range(0, places)
                     from value in Words(key.Key.Shape).Select(word => (JsonNode?)word).Prepend(null)
                     select Outcome(With(key, place, value));

        Assert.That(places, Is.Positive, "the file of every key lacks it");
        Assert.That(others.Any(other => !string.Equals(other, Whole.Value, StringComparison.Ordinal)), "nobody reads it");
    }

    [Test]
    public void Load_WhenCredentialsAreForAllApps_TakesThem()
    {
        var file = EveryKey.File();
        file["channels"]!["play"]!["credentials"] = "key.bin";

        Assert.That(Outcome(file), Does.StartWith("RunSettings {").And.Not.EqualTo(Whole.Value));
    }

    [TestCaseSource(nameof(KeysWithDefault))]
    public void Load_WhenTheDeclaredDefaultIsWritten_ComesToTheSameAsWithoutTheKey(string path)
    {
        var key = All[path];
        JsonNode value = key.Key.Shape is SettingsShape.Flag ? bool.Parse(key.Key.Default!) : key.Key.Default!;
        for (var place = 0; place < key.Places(EveryKey.File()).Count; place++)
        {
            Assert.That(Outcome(With(key, place, value)), Is.EqualTo(Outcome(With(key, place, null))));
        }
    }

    [TestCaseSource(nameof(KeysWithWords))]
    public void Load_WhenEachDeclaredWordIsWritten_ComesToSomethingOfItsOwn(string path)
    {
        var key = All[path];
        var words = Words(key.Key.Shape);
        // Xcode has words of its own for what we call otherwise.
        var meanings = words.Select(word => AppleBuildTypes.Find(word)?.ToString() ?? word).Distinct(StringComparer.Ordinal).Count();
        var outcomes = Enumerable.Range(0, key.Places(EveryKey.File()).Count)
            .Select(place => words.Select(word => Outcome(WithWord(key, place, word))).Distinct(StringComparer.Ordinal).Count());

        Assert.That(outcomes.Contains(meanings), "two of the words mean the same");
    }

    [Test]
    public void Readers_AskForDeclaredKeysOnly()
    {
        var known = All.Values.Select(key => key.Key.Name).Concat(DistributionArgument.All.Select(argument => argument.Name)).ToHashSet(StringComparer.Ordinal);
        var asked = Directory.GetFiles(RepositoryRoot.Combine("src", "MobileDist.Pipeline", "Settings"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Ask().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.That(asked, Has.Count.GreaterThan(80));
        Assert.That(asked, Is.SubsetOf(known));
    }

    // A part of the testers goes with two of the four words for a release's status.
    private static JsonObject WithWord(DeclaredKey key, int place, string word)
    {
        var file = EveryKey.File();
        var section = key.Places(file)[place];
        foreach (var play in All["channels.play.user-fraction"].Places(file).Concat(All["apps.*.android.play.user-fraction"].Places(file)).Where(_ => key.Key.Name is "status"))
        {
            play.Remove("user-fraction");
            play.Remove("status");
        }

        section[key.Key.Name] = word;
        return file;
    }

    private static JsonObject With(DeclaredKey key, int place, JsonNode? value)
    {
        var file = EveryKey.File();
        var section = key.Places(file)[place];
        if (value is null)
        {
            section.Remove(key.Key.Name);
        }
        else
        {
            section[key.Key.Name] = value.DeepClone();
        }

        return file;
    }

    // Faults are told in the order in which they are found, which is not of interest.
    private static string Outcome(JsonObject file)
    {
        using var fixture = EveryKey.Surroundings();
        try
        {
            return SettingsDump.Of(fixture.File(file.ToJsonString()).Load()).Replace(fixture.Folder.FullPath, "FOLDER", StringComparison.Ordinal);
        }
        catch (DistributionException error)
        {
            return string.Join('\n', error.Faults.Select(fault => fault.Headline).Order(StringComparer.Ordinal)).Replace(fixture.Folder.FullPath, "FOLDER", StringComparison.Ordinal);
        }
    }

    private static string[] Words(SettingsShape shape) => shape switch
    {
        SettingsShape.Choice choice => [.. choice.Values],
        SettingsShape.Choices choices => [.. choices.Values],
        _ => [],
    };

    private static IEnumerable<DeclaredKey> Declared(SettingsShape shape, string[] path) => shape switch
    {
        SettingsShape.Section section => section.Keys.SelectMany(key => Declared(key.Shape, [.. path, key.Name]).Prepend(new DeclaredKey([.. path], key))),
        SettingsShape.Named named => Declared(named.Each, [.. path, DeclaredKey.AnyName]),
        _ => [],
    };

    [GeneratedRegex("""\b(Text|Peek|Verbatim|Texts|Choices|Flag|Variables|TextOrMap|Section|Has|Find|Given|Names|Choice|Number|Duration|Of|List|Version|ReadSecret)\((section, |values, )?"(?<key>[a-z][a-z-]*)"[,)]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ask();
}
