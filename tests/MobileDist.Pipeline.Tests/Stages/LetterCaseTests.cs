namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>Names that differ in case alone, which are one file on Windows and on most Macs.</summary>
public sealed class LetterCaseTests
{
    private const string AnyPackage = "apps: { demo: { android: { package: '*.apk', signing: { throw-away: true } } } }";

    [Test]
    public async Task Build_WhenThePackagesNameChangesItsCase_KeepsTheNewOne()
    {
        using var project = new Project(AnyPackage);
        await project.Load().BuildAsync(default);
        var bytes = await File.ReadAllBytesAsync(project.Combine("app.apk"));
        File.Delete(project.Combine("app.apk"));
        await File.WriteAllBytesAsync(project.Combine("App.apk"), Commented(bytes));

        var distribution = project.Load();
        await distribution.BuildAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(NamesIn(project.Output("demo-android", "built")), Is.EqualTo(new[] { "App.apk" }));
    }

    [Test]
    public async Task Sign_WhenTheVersionsNameChangesItsCase_KeepsTheNewOne()
    {
        using var project = new Project();
        project.Arguments["version-name"] = "1.0-RC";
        await SignAsync(project);
        project.Arguments["version-name"] = "1.0-rc";
        await SignAsync(project);

        Assert.That(NamesIn(project.Output("demo-android")).Where(name => name.EndsWith(".apk", StringComparison.Ordinal)), Has.One.Contains("1.0-rc"));
    }

    private static async Task SignAsync(Project project)
    {
        var distribution = project.Load();
        await distribution.BuildAsync(default);
        await distribution.SignAsync(default);
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
    }

    private static IEnumerable<string> NamesIn(string folder) => Directory.GetFiles(folder).Select(path => Path.GetFileName(path));

    // The same package with a comment at the end of the zip.
    private static byte[] Commented(byte[] zip)
    {
        byte[] longer = [.. zip, (byte)'x'];
        longer[zip.Length - 2] = 1;
        return longer;
    }
}
