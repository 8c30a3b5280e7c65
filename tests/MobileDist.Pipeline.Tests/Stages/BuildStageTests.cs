using System.Diagnostics;

namespace MobileDist.Pipeline.Tests.Stages;

[Platform(Exclude = "Win", Reason = "The builds are shell scripts.")]
public sealed class BuildStageTests
{
    [Test]
    public async Task Build_WhenTheCommandFails_ShowsItsLastLinesWithoutSecrets()
    {
        using var project = Building("echo one; echo 'the password is swordfish' >&2; exit 9");
        project.Redactor.Register(new Secret("swordfish"));

        var distribution = await BuildAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.BuildFailed));
        var fault = distribution.Faults.Single();
        Assert.That(fault.Headline, Does.Contain("ended with exit code 9"));
        Assert.That(fault.Details.Single(detail => detail is { Name: "last lines" }).Value, Does.Contain("one").And.Contain("the password is ***"));
        Assert.That(project.Notes.Transcript + await project.ReceiptAsync(), Does.Not.Contain("swordfish"));
    }

    [Test]
    public async Task Build_WhenTheEnvironmentHoldsKeys_TheCommandDoesNotSeeThem()
    {
        using var project = Building("env > seen; cp app.apk out.apk", "environment: { LEVEL: 3, MINE: '${MY_TOKEN}' }", "keystore: '${MY_STORE}', keystore-password: '${MY_PASSWORD}'");
        project.Environment["ANDROID_KEYSTORE_PASSWORD"] = "secret one";
        project.Environment["IOS_CERTIFICATE_PASSWORD"] = "secret two";
        project.Environment["APP_STORE_CONNECT_KEY"] = "secret three";
        project.Environment["MY_PASSWORD"] = "secret four";
        project.Environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "secret five";
        project.Environment["SYSTEM_OIDCREQUESTURI"] = "https://secret.example/six";
        project.Environment["MY_STORE"] = Convert.ToBase64String(new byte[100]);
        project.Environment["MY_TOKEN"] = "for the build";
        project.Environment["HOME"] = project.Root;

        var distribution = await BuildAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var seen = await File.ReadAllTextAsync(project.Combine("seen"));
        Assert.That(seen, Does.Contain("LEVEL=3").And.Contain("MINE=for the build").And.Contain("HOME="));
        Assert.That(seen, Does.Not.Contain("secret").And.Not.Contain("AAAAAAAA"));
    }

    [Test]
    public async Task Build_WhenItHoldsOnToItsInput_IsNotWaitedForForever()
    {
        using var project = Building("cat; cp app.apk out.apk");

        Assert.That((await BuildAsync(project)).ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task Build_WhenADaemonKeepsThePipesOpen_EndsWithTheCommand()
    {
        using var project = Building("sleep 60 & echo started $!; cp app.apk out.apk");
        var watch = Stopwatch.StartNew();

        var distribution = await BuildAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(45)));
        Stop(project);
    }

    [Test]
    public async Task Build_WhenItTakesTooLong_IsStoppedWithItsChildren()
    {
        using var project = Building("sh -c 'echo started $$; sleep 60; echo late >> late'; true", "timeout: 1s");

        var distribution = await BuildAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.BuildFailed));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("was still running after"));
        Assert.That(IsRunning(project), Is.False);
    }

    [Test]
    public void Build_WhenCancelled_IsStoppedWithItsChildren()
    {
        using var project = Building("sh -c 'echo started $$; sleep 60'; true");
        using var cancel = new CancellationTokenSource();
        project.Notes.OnNote = note =>
        {
            if (note.Kind == RunNoteKind.BuildOutput)
            {
                cancel.Cancel();
            }
        };

        Assert.CatchAsync<OperationCanceledException>(() => project.Load().BuildAsync(cancel.Token));
        Assert.That(IsRunning(project), Is.False);
    }

    [Test]
    public async Task Build_WhenAProgramIsMissing_TakesThePackageThatIsThere()
    {
        using var project = Building("exit 1", "requires: [sh, no-such-program]", package: "app.apk");

        var distribution = await BuildAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.Skipped), Has.Exactly(1).Contains("'no-such-program'"));
    }

    [Test]
    public async Task Build_WhenSeveralPackagesComeOut_ListsThem()
    {
        using var project = Building("cp app.apk a.out.apk; cp app.apk b.out.apk", output: "*out.apk");

        var distribution = await BuildAsync(project);

        Assert.That(distribution.Faults.Single().Details, Has.Some.Matches<FaultDetail>(detail => detail is { Name: "found", Value: "a.out.apk, b.out.apk" }));
    }

    [Test]
    public async Task Build_WhenNothingComesOut_SaysWhereItLooked()
    {
        using var project = Building("true");

        var distribution = await BuildAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Headline, Does.StartWith("No package was found for 'out.apk'"));
    }

    [Test]
    public async Task Build_WhenThePackageIsOlderThanTheBuild_Warns()
    {
        using var project = Building("true");
        project.CopySample("out.apk");
        File.SetLastWriteTimeUtc(project.Combine("out.apk"), project.Clock.Now.UtcDateTime.AddDays(-1));

        var distribution = await BuildAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Exactly(1).Contains("is older than the build that just ran"));
    }

    [Test]
    public async Task Build_WhenALineHasNoEnd_IsCutInPieces()
    {
        using var project = Building("head -c 100000 /dev/zero | tr '\\0' x; cp app.apk out.apk");

        await BuildAsync(project);

        var lines = project.Notes.Notes.Where(note => note.Kind == RunNoteKind.BuildOutput).ToList();
        Assert.That(lines.Sum(line => line.Text.Length), Is.EqualTo(100_000));
        Assert.That(lines.Max(line => line.Text.Length), Is.LessThanOrEqualTo(8192));
    }

    private static Project Building(string command, string more = "timeout: 10m", string signing = "throw-away: true", string package = "out.apk", string output = "out.apk") => new($$"""
        apps:
          demo:
            android:
              package: {{package}}
              build:
                command: {{System.Text.Json.JsonSerializer.Serialize(command)}}
                package: "{{output}}"
                {{more}}
              signing: { {{signing}} }
        """);

    private static async Task<Distribution> BuildAsync(Project project)
    {
        var distribution = project.Load();
        await distribution.BuildAsync(default);
        return distribution;
    }

    private static int ProcessId(Project project) => int.Parse(project.Notes.Notes.First(note => note.Text.StartsWith("started ", StringComparison.Ordinal)).Text["started ".Length..]);

    private static bool IsRunning(Project project)
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId(project));
            return !process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Stop(Project project)
    {
        using var process = Process.GetProcessById(ProcessId(project));
        process.Kill();
    }
}
