using MobileDist.Testing;

namespace MobileDist.Build.Tests.Scripts;

[Platform(Exclude = "Win", Reason = "Windows starts the host with build.ps1.")]
public sealed class BuildShTests
{
    private ScriptRepository _repository = null!;

    [SetUp]
    public void Make() => _repository = new ScriptRepository();

    [TearDown]
    public void Remove() => _repository.Dispose();

    [Test]
    public async Task Start_TheFirstTime_BuildsAndHandsEverythingOn()
    {
        var run = await _repository.RunAsync(["--target=Test", "--filter=a b", "--", "--x", "*", ""]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Is.EqualTo("Building the host…\n"));
        Assert.That(run.Output, Is.EqualTo($"in {_repository.Root}\n<--target=Test>\n<--filter=a b>\n<-->\n<--x>\n<*>\n<>\n"));
    }

    [Test]
    public async Task Start_TheSecondTime_OnlyRuns()
    {
        await _repository.RunAsync([]);
        File.SetLastWriteTimeUtc(Path.Combine(_repository.Root, "src", "A", "A.cs"), DateTime.UtcNow.AddMinutes(1));
        _repository.Write("src/A/obj/generated.cs", "new");
        _repository.Write("src/A/bin/out.dll", "new");
        _repository.Write("README.md", "new");

        var run = await _repository.RunAsync([]);

        Assert.That(run.Error, Is.Empty);
        Assert.That(_repository.Builds, Is.EqualTo(1));
        Assert.That(_repository.Log, Does.EndWith("MobileDist.dll\n"));
        Assert.That(_repository.Log.Split("--version"), Has.Length.EqualTo(2), "The second start asked the SDK again.");
    }

    [TestCase("changed")]
    [TestCase("added")]
    [TestCase("deleted")]
    [TestCase("properties")]
    [TestCase("older")]
    public async Task Start_AfterAChange_BuildsAgain(string change)
    {
        await _repository.RunAsync([]);
        switch (change)
        {
            case "changed" or "older":
                _repository.Write("src/A/A.cs", "another content");
                break;
            case "added":
                _repository.Write("build/New.cs", "new");
                break;
            case "deleted":
                _repository.Delete("src/A/A.cs");
                break;
            default:
                _repository.Write("Directory.Build.props", "another");
                break;
        }

        if (change is "older")
        {
            File.SetLastWriteTimeUtc(Path.Combine(_repository.Root, "src", "A", "A.cs"), DateTime.UtcNow.AddDays(-3));
        }

        await _repository.RunAsync([]);

        Assert.That(_repository.Builds, Is.EqualTo(2));
    }

    [Test]
    public async Task Start_WhenTheOldStateComesBack_NeedsNoBuild()
    {
        await _repository.RunAsync([]);
        _repository.Write("src/A/A.cs", "another content");
        await _repository.RunAsync([]);
        _repository.Write("src/A/A.cs", "content of src/A/A.cs");
        await _repository.RunAsync([]);

        Assert.That(_repository.Builds, Is.EqualTo(2));
    }

    [Test]
    public async Task Start_FromASubfolder_WorksInTheRoot()
    {
        var run = await _repository.RunAsync([], Path.Combine(_repository.Root, "src", "A"));

        Assert.That(run.Output, Is.EqualTo($"in {_repository.Root}\n"));
    }

    [Test]
    public async Task Start_FromAnotherFolder_StaysThere()
    {
        var run = await _repository.RunAsync([], _repository.Outside);

        Assert.That(run.Output, Is.EqualTo($"in {_repository.Outside}\n"));
    }

    [Test]
    public async Task Start_WhenHostFails_PassesItsCodeOn() =>
        Assert.That((await _repository.RunAsync([], null, ("FAKE_EXIT", "130"))).ExitCode, Is.EqualTo(130));

    [Test]
    public async Task Start_WhenBuildFails_ShowsWhyAndLeavesNothingBehind()
    {
        var failed = await _repository.RunAsync([], null, ("FAKE_BUILD", "bad"));
        var next = await _repository.RunAsync([]);

        Assert.That(failed.ExitCode, Is.EqualTo(1));
        Assert.That(failed.Error, Does.Contain("error CS0001: it is bad").And.Contain("did not build"));
        Assert.That(failed.Output, Is.Empty);
        Assert.That(next.ExitCode, Is.Zero, next.Error);
    }

    [Test]
    public async Task Start_ManyAtOnce_BuildOnce()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _repository.RunAsync(["--target=Test"], null, ("FAKE_DELAY", "0.5"))));

        Assert.That(runs.Select(run => run.ExitCode), Is.All.Zero);
        Assert.That(runs.Select(run => run.Output), Is.All.Contain("<--target=Test>"));
        Assert.That(_repository.Builds, Is.EqualTo(1));
    }

    [Test]
    public async Task Start_WhenTheLocksHolderIsGone_TakesItOver()
    {
        _repository.Write("artifacts/host/build.lock", "4194304999\n");

        var run = await _repository.RunAsync([]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.Exists(Path.Combine(_repository.Root, "artifacts", "host", "build.lock")), Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Start_WithoutAnSdk_SaysHowToGetIt(bool isTooOld)
    {
        if (!isTooOld)
        {
            _repository.HideDotNet();
        }

        var run = await _repository.RunAsync([], null, ("FAKE_SDK", "no"));

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("https://dotnet.microsoft.com/download/dotnet/10.0").And.Contain("MOBILEDIST_INSTALL_DOTNET=1"));
        Assert.That(_repository.Log, Does.Not.Contain("curl"));
    }

    [Test]
    public async Task Start_WithoutAnSdkButLeave_FetchesItWithMicrosoftsScript()
    {
        _repository.HideDotNet();

        var run = await _repository.RunAsync(["--target=Test"], null, ("MOBILEDIST_INSTALL_DOTNET", "1"));
        var next = await _repository.RunAsync([]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(_repository.Log, Does.StartWith("curl https://dot.net/v1/dotnet-install.sh\n"));
        Assert.That(File.Exists(Path.Combine(_repository.Root, "artifacts", "dotnet", "dotnet")), Is.True);
        Assert.That(next.ExitCode, Is.Zero);
        Assert.That(next.Error, Is.Empty);
    }

    [Test]
    public void BuildPs1_IsPlainAscii() =>
        Assert.That(File.ReadAllText(RepositoryRoot.Combine("build.ps1")).Any(character => character > 127), Is.False, "Windows PowerShell 5.1 reads a script without a byte order mark as ANSI.");
}
