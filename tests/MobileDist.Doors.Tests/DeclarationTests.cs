using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MobileDist.Build;
using MobileDist.Pipeline;
using MobileDist.Testing;
using YamlDotNet.Serialization;
using static MobileDist.Doors.Tests.Declarations;

namespace MobileDist.Doors.Tests;

/// <summary>What the two doors declare is what the pipeline knows.</summary>
public sealed partial class DeclarationTests
{
    private static readonly string[] DoorsOwn = ["target", "working-directory"];
    private static readonly string[] AzuresOwn = ["keystore-connection", "ios-certificate-connection"];

    [Test]
    public void ActionYml_DeclaresEveryArgument_WithItsDescription()
    {
        var inputs = ActionYml()["inputs"];
        var expected = DistributionArgument.All.Select(argument => argument.Name).Concat(DoorsOwn).Append("github-token");

        Assert.That(inputs.Keys, Is.EquivalentTo(expected));
        foreach (var argument in DistributionArgument.All)
        {
            Assert.That(((Dictionary<object, object>)inputs[argument.Name])["description"], Is.EqualTo(argument.Description), argument.Name);
        }
    }

    [Test]
    public void TaskJson_DeclaresEveryArgument_WithItsDescription()
    {
        var inputs = TaskJson().GetProperty("inputs").EnumerateArray().ToDictionary(input => Kebab(Text(input, "name")), StringComparer.Ordinal);

        Assert.That(inputs.Keys, Is.EquivalentTo(DistributionArgument.All.Select(argument => argument.Name).Concat(DoorsOwn).Concat(AzuresOwn)));
        foreach (var argument in DistributionArgument.All)
        {
            var input = inputs[argument.Name];
            Assert.That(Text(input, "helpMarkDown"), Is.EqualTo(argument.Description), argument.Name);
            Assert.That(string.Equals(Text(input, "type"), "boolean", StringComparison.Ordinal), Is.EqualTo(argument.Kind == DistributionArgumentKind.Flag), argument.Name);
        }
    }

    [Test]
    public void TaskJson_HasNoFilePath_SinceTheAgentMakesAFolderOfAnEmptyOne() =>
        Assert.That(TaskJson().GetProperty("inputs").EnumerateArray().Select(input => Text(input, "type")), Has.None.EqualTo("filePath"));

    [Test]
    public void TaskJson_GroupsOfInputsExist()
    {
        var groups = TaskJson().GetProperty("groups").EnumerateArray().Select(group => Text(group, "name")).ToList();

        Assert.That(TaskJson().GetProperty("inputs").EnumerateArray().Select(input => Text(input, "groupName")).Distinct(StringComparer.Ordinal), Is.SubsetOf(groups));
    }

    [Test]
    public void BothDoors_OfferTheSameTargetsAndOutputs()
    {
        var outputs = TaskJson().GetProperty("outputVariables").EnumerateArray().ToDictionary(output => Kebab(Text(output, "name")), output => Text(output, "description"), StringComparer.Ordinal);
        var action = ActionYml()["outputs"].ToDictionary(output => (string)output.Key, output => (string)((Dictionary<object, object>)output.Value)["description"], StringComparer.Ordinal);
        var target = TaskJson().GetProperty("inputs").EnumerateArray().First(input => string.Equals(Text(input, "name"), "target", StringComparison.Ordinal));
        var words = (string)((Dictionary<object, object>)ActionYml()["inputs"]["target"])["description"];

        Assert.That(outputs, Is.EquivalentTo(action));
        Assert.That(Text(target, "helpMarkDown"), Is.EqualTo(words));
        foreach (var option in target.GetProperty("options").EnumerateObject())
        {
            Assert.That(words, Does.Match($@"\b{option.Name}\b"));
            Assert.That(TargetNames.In(typeof(BuildHost).Assembly), Has.Some.EqualTo(option.Name));
        }

        Assert.That(Text(target, "defaultValue"), Is.EqualTo(((Dictionary<object, object>)ActionYml()["inputs"]["target"])["default"]));
    }

    [Test]
    public void TaskJson_LetsTheHostSetItsOutputsOnly_AndThePostJobFindTheFolder()
    {
        var allowed = TaskJson().GetProperty("restrictions").GetProperty("settableVariables").GetProperty("allowed").EnumerateArray().Select(name => name.GetString());

        Assert.That(allowed, Is.EquivalentTo(OutputsOfTask.Append("MOBILEDIST_FOLDER")));
    }

    [Test]
    public void Versions_AreTheProducts()
    {
        var product = XDocument.Load(RepositoryRoot.Combine("Directory.Build.props")).Descendants("Version").First().Value;
        var task = TaskJson().GetProperty("version");
        using var extension = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("azure-devops", "vss-extension.json")));

        Assert.That($"{task.GetProperty("Major")}.{task.GetProperty("Minor")}.{task.GetProperty("Patch")}", Is.EqualTo(product));
        Assert.That(Text(extension.RootElement, "version"), Is.EqualTo(product));
    }

    [Test]
    public void Shim_PassesSecretsByTheVariablesThatThePipelineReads()
    {
        var shim = File.ReadAllText(RepositoryRoot.Combine("action", "shim", "inputs.mjs"));
        var passed = Pair().Matches(shim).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);

        Assert.That(passed.Keys, Is.SupersetOf(DistributionArgument.All.Where(argument => argument.Kind == DistributionArgumentKind.Secret).Select(argument => argument.Name)));
        foreach (var (name, variable) in passed)
        {
            Assert.That(DistributionArgument.All.Single(argument => string.Equals(argument.Name, name, StringComparison.Ordinal)).Variable, Is.EqualTo(variable));
        }
    }

    [Test]
    public void Shim_MasksEverySecret_AndTheTaskTakesEveryKeyAsASecureFile()
    {
        var lists = InputList().Matches(File.ReadAllText(RepositoryRoot.Combine("action", "shim", "inputs.mjs")))
            .ToDictionary(match => match.Groups[1].Value, match => Quoted().Matches(match.Groups[2].Value).Select(name => name.Groups[1].Value), StringComparer.Ordinal);
        var files = TaskJson().GetProperty("inputs").EnumerateArray().Where(input => string.Equals(Text(input, "type"), "secureFile", StringComparison.Ordinal));

        Assert.That(lists["secretInputs"], Is.EquivalentTo(DistributionArgument.All.Where(argument => argument.Kind == DistributionArgumentKind.Secret).Select(argument => argument.Name)));
        Assert.That(lists["keyInputs"], Is.EquivalentTo(files.Select(input => Kebab(Text(input, "name")))));
    }

    [Test]
    public void Examples_UseDeclaredInputsOnly([Values("docs/github-actions.md", "docs/azure-pipelines.md")] string page)
    {
        var declared = page.StartsWith("docs/github", StringComparison.Ordinal)
            ? ActionYml()["inputs"].Keys.Cast<string>().ToList()
            : TaskJson().GetProperty("inputs").EnumerateArray().Select(input => Text(input, "name")).ToList();
        var steps = PageExamples.Of(page).SelectMany(Maps).Select(InputsOfOurStep).OfType<Dictionary<object, object>>().ToList();

        Assert.That(steps, Is.Not.Empty);
        Assert.That(steps.SelectMany(step => step.Keys.Cast<string>()).Distinct(StringComparer.Ordinal), Is.SubsetOf(declared));
    }

    [Test]
    public void Workflows_PinEveryForeignActionByHash_WithItsVersion()
    {
        var files = Directory.GetFiles(RepositoryRoot.Combine(".github", "workflows")).Append(RepositoryRoot.Combine("docs", "github-actions.md"));
        var uses = files.SelectMany(File.ReadAllLines).Select(line => Uses().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value.Trim()).ToList();

        Assert.That(uses, Has.Count.GreaterThan(5));
        Assert.That(uses.Where(use => !use.StartsWith("OWNER/mobiledist@", StringComparison.Ordinal)), Has.All.Match("^[^@]+@[0-9a-f]{40} # v[0-9]"));
    }

    private static Dictionary<object, object>? InputsOfOurStep(Dictionary<object, object> map)
    {
        if (map.TryGetValue("uses", out var uses) && ((string)uses).StartsWith("OWNER/mobiledist@", StringComparison.Ordinal))
        {
            return map.TryGetValue("with", out var with) ? (Dictionary<object, object>)with : [];
        }

        return map.TryGetValue("task", out var task) && ((string)task).StartsWith("MobileDist@", StringComparison.Ordinal)
            ? (Dictionary<object, object>)map["inputs"]
            : null;
    }

    private static IEnumerable<Dictionary<object, object>> Maps(string yaml) => Maps(new DeserializerBuilder().Build().Deserialize<object>(yaml));

    private static IEnumerable<Dictionary<object, object>> Maps(object? node) => node switch
    {
        Dictionary<object, object> map => map.Values.SelectMany(Maps).Prepend(map),
        List<object> list => list.SelectMany(Maps),
        _ => [],
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Kebab(string name) => Capital().Replace(name, match => "-" + match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital();

    [GeneratedRegex(@"\['([a-z-]+)', '([A-Z_]+)'\]", RegexOptions.None, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"export const (\w+) = \[([^\]]*)\]", RegexOptions.None, 1000)]
    private static partial Regex InputList();

    [GeneratedRegex("'([a-z-]+)'", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*(?:- )?uses: (.*)$", RegexOptions.None, 1000)]
    private static partial Regex Uses();
}
