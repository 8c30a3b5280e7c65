using System.Text.Json;
using System.Text.RegularExpressions;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Settings;

public sealed class SettingsSchemaTests
{
    [Test]
    public void Schema_WhenTheDeclarationChanges_IsWrittenAgain()
    {
        var path = RepositoryRoot.Combine("mobiledist.schema.json");
        var schema = SettingsJsonSchema.Render();
        if (string.Equals(Environment.GetEnvironmentVariable("MOBILEDIST_APPROVE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, schema);
        }

        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(schema), "Run with MOBILEDIST_APPROVE=1 to write it.");
    }

    [Test]
    public void Schema_WhenReadAsJson_DescribesEveryKeyOnce()
    {
        using var schema = JsonDocument.Parse(SettingsJsonSchema.Render());
        var descriptions = Regex.Count(schema.RootElement.GetRawText(), "\"description\":");
        var keys = Count(SettingsDeclaration.Root);

        Assert.That(descriptions, Is.EqualTo(keys + 1), "each key, and the file itself");
    }

    [Test]
    public void Schema_WhenTheRepositorysOwnSettingsAreWalked_EveryKeyIsDeclared()
    {
        // The repository's own settings file is what new users copy; every key in it must stand in the schema.
        var path = RepositoryRoot.Combine("mobiledist.yml");
        if (!File.Exists(path))
        {
            Assert.Ignore("There is no mobiledist.yml at the root.");
        }

        var faults = new List<Fault>();
        var node = Pipeline.Settings.Yaml.YamlTreeReader.Read(path, File.ReadAllText(path), faults);
        using var schema = JsonDocument.Parse(SettingsJsonSchema.Render());
        SchemaWalk.Check(node!, schema.RootElement, "", faults);

        Assert.That(faults, Is.Empty);
    }

    private static int Count(SettingsShape shape) => shape switch
    {
        SettingsShape.Section section => section.Keys.Sum(key => 1 + Count(key.Shape)),
        SettingsShape.Named named => Count(named.Each),
        _ => 0,
    };
}
