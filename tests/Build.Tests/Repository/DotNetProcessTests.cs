using MobileDist.Testing;

namespace MobileDist.Build.Tests.Repository;

public sealed class DotNetProcessTests
{
    [Test]
    public async Task RunAsync_HandsOnLinesAndExitCode()
    {
        var lines = new List<string>();

        var exitCode = await DotNetProcess.RunAsync(RepositoryRoot.FullPath, ["--version"], lines.Add, CancellationToken.None);

        Assert.That(exitCode, Is.Zero);
        Assert.That(lines, Has.One.Matches<string>(line => line.StartsWith("10.", StringComparison.Ordinal)));
    }

    [Test]
    public async Task RunAsync_WhenCommandFails_ReturnsItsCode()
    {
        var lines = new List<string>();

        Assert.That(await DotNetProcess.RunAsync(RepositoryRoot.FullPath, ["exec", "not there.dll"], lines.Add, CancellationToken.None), Is.Not.Zero);
        Assert.That(string.Join('\n', lines), Does.Contain("not there.dll"));
    }

    [Test]
    public void RunAsync_WhenCancelled_EndsTheProcess()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            async () => await DotNetProcess.RunAsync(RepositoryRoot.FullPath, ["--info"], _ => { }, cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Clean_TakesOutWhatIsTheOuterBuilds()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["MSBuildSDKsPath"] = "x",
            ["MSBUILD_EXE_PATH"] = "x",
            ["DOTNET_HOST_PATH"] = "x",
            ["DOTNET_STARTUP_HOOKS"] = "x",
            ["VSTEST_HOST_DEBUG"] = "1",
            ["DOTNET_ROOT"] = "kept",
            ["PATH"] = "kept",
        };

        ChildEnvironment.Clean(environment);

        Assert.That(environment.Values, Has.None.EqualTo("x"));
        Assert.That(environment, Does.ContainKey("DOTNET_ROOT").And.ContainKey("PATH").And.ContainKey("MSBUILDDISABLENODEREUSE"));
        Assert.That(environment, Does.Not.ContainKey("VSTEST_HOST_DEBUG"));
    }

    [Test]
    public void FindFolder_GoesUpToTheSolution()
    {
        using var folder = new TestFolder();
        folder.Write("MobileDistPipeline.sln", "");
        var deep = Directory.CreateDirectory(folder.Combine("a", "b")).FullName;

        Assert.That(RepositoryLayout.FindFolder(deep), Is.EqualTo(folder.FullPath));
        Assert.That(RepositoryLayout.FindFolder(Path.GetTempPath()), Is.Null);
    }
}
