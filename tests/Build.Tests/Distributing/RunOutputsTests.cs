using System.Text.Json;
using MobileDist.Pipeline;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Distributing;

public sealed class RunOutputsTests
{
    [Test]
    public async Task Set_AfterPublishing_HandsOnEachValueAndAllAsJson()
    {
        using var folder = new TestFolder();
        File.Copy(SampleApk.FullPath, folder.Combine("app.apk"));
        var distribution = Load(folder);
        await distribution.BuildAsync(default);
        await distribution.SignAsync(default);
        await distribution.PublishAsync(default);
        var platform = new RecordingPlatform();

        new RunOutputs(platform).Set(distribution);

        var outputs = platform.Outputs;
        Assert.That(outputs["install-link"], Is.EqualTo("https://builds.example.test/demo-android/site/"));
        Assert.That(outputs["version"], Is.EqualTo("1.2.3"));
        Assert.That(outputs["build-number"], Is.EqualTo("7"));
        Assert.That(new[] { outputs["package"], outputs["qr"], outputs["receipt"] }, Has.All.Matches<string>(File.Exists));
        Assert.That(outputs, Does.Not.ContainKey("comment"));
        using var all = JsonDocument.Parse(outputs["releases"]);
        Assert.That(all.RootElement[0].GetProperty("release").GetString(), Is.EqualTo("demo-android"));
        Assert.That(all.RootElement[0].GetProperty("installLink").GetString(), Is.EqualTo(outputs["install-link"]));
    }

    [Test]
    public async Task Set_WhenTheReleaseFailed_HandsOnTheJsonOnly()
    {
        using var folder = new TestFolder();
        folder.Write("app.apk", "no package");
        var distribution = Load(folder);
        await distribution.BuildAsync(default);
        var platform = new RecordingPlatform();

        new RunOutputs(platform).Set(distribution);

        Assert.That(platform.Outputs.Keys, Is.EqualTo(new[] { "releases" }));
        Assert.That(platform.Outputs["releases"], Does.Contain("\"failed\":true"));
    }

    private static Distribution Load(TestFolder folder) => Distribution.Load(new DistributionInputs
    {
        Arguments = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["package"] = "app.apk",
            ["app"] = "demo",
            ["throw-away"] = "true",
            ["link-url"] = "https://builds.example.test/",
        },
        Environment = new Dictionary<string, string>(StringComparer.Ordinal),
        WorkingFolder = folder.FullPath,
    });
}
