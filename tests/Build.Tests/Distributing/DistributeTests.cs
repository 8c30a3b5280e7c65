using Cake.Frosting;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Distributing;

/// <summary>The real tasks, from the command line to the files: what a user types has to arrive at the stages.</summary>
public sealed class DistributeTests
{
    private readonly TestFolder _folder = new();
    private readonly List<RecordedTerminal> _terminals = [];

    private string Output => _folder.Combine("out");

    [TearDown]
    public void CleanUp()
    {
        _terminals.ForEach(terminal => terminal.Dispose());
        _folder.Dispose();
    }

    [Test]
    public void Run_WithAPackageAndFlagsWithoutAValue_EndsWithThePage()
    {
        var run = Distribute("--throw-away", "--fresh");

        Assert.That(run.ExitCode, Is.Zero, run.Text);
        Assert.That(run.Text, Does.Contain("outcome   published").And.Contain("The comment stands in "));
        Assert.That(Path.Combine(Output, "demo-android", "site", "index.html"), Does.Exist);
        Assert.That(Path.Combine(Output, "comment.md"), Does.Exist);
    }

    [Test]
    public void Run_WhenTheReceiptIsDamaged_FreshStartsOver()
    {
        _folder.Write("out/demo-android/receipt.json", "{ \"version\": 99 }");

        var damaged = Distribute("--throw-away");
        Assert.That(damaged.ExitCode, Is.EqualTo(2));
        Assert.That(damaged.Text, Does.Contain("--fresh"));

        Assert.That(Distribute("--throw-away", "--fresh").ExitCode, Is.Zero);
    }

    [Test]
    public void Run_WhenFlagIsSwitchedOff_IsOff() =>
        Assert.That(Distribute("--throw-away=false").Text, Does.Contain("error: There is no key to sign with."));

    [Test]
    public void Run_WhenArgumentHasNoValue_SaysSo()
    {
        var run = Distribute("--throw-away", "--name");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Text, Does.Contain("error: The argument '--name' has no value."));
    }

    [TestCase("--keystore-password=open-sesame-42")]
    [TestCase("--key-password=open-sesame-42")]
    public void Run_WhenSecretIsAnArgument_RefusesItAndDoesNotRepeatIt(string argument)
    {
        var run = Distribute("--verbosity=diagnostic", argument);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Text, Does.Contain("is a secret and must not be given as an argument").And.Not.Contain("open-sesame-42"));
    }

    [Test]
    public void Run_WhenTheOutputFolderIsAFile_SaysSoOnce()
    {
        _folder.Write("out", "in the way");

        var run = Distribute("--throw-away");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Text.Split("takes no files"), Has.Length.EqualTo(2), run.Text);
        Assert.That(run.Text, Does.Contain("error: The output folder"));
    }

    [Test]
    public void Run_WhenWithdrawnAfterwards_TakesThePageAway()
    {
        Distribute("--throw-away");

        var run = Run("--target=Withdraw", "--throw-away");

        Assert.That(run.ExitCode, Is.Zero, run.Text);
        Assert.That(Path.Combine(Output, "demo-android", "site"), Does.Not.Exist);
        Assert.That(run.Text, Does.Contain("withdrawn"));
    }

    [Test]
    public void Run_WhenOnlyTheEnvironmentNamesThePackage_VerifiesIt()
    {
        var missing = Run(["--target=Verify"], []);
        var named = Run(["--target=Verify"], new(StringComparer.Ordinal) { ["MOBILEDIST_PACKAGE"] = SampleApk.FullPath });
        var argued = Run(["--target=Verify", $"--package={_folder.Combine("other.apk")}"], new(StringComparer.Ordinal) { ["MOBILEDIST_PACKAGE"] = SampleApk.FullPath });

        Assert.That(missing.Text, Does.Contain("It is not said which package is to be verified."));
        Assert.That(named.ExitCode, Is.EqualTo(3), named.Text);
        Assert.That(named.Text, Does.Contain($"The package '{Path.GetFileName(SampleApk.FullPath)}' does not verify"));
        Assert.That(argued.Text, Does.Contain("other.apk"), "An argument wins.");
    }

    [Test]
    public void Run_WhenOnlyTheEnvironmentNamesTheTable_ImportsIt()
    {
        var table = _folder.Write("people.csv", "name,email\nJane Doe,jane@example.com\n");

        // A process of its own: the target works on the folder that the host is started in.
        var run = new HostProcess(_folder.FullPath) { Environment = { ["MOBILEDIST_ROSTER"] = table } }.Run("--target=ImportRoster");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(File.ReadAllText(_folder.Combine("testers.yml")), Does.Contain("Jane Doe"));
    }

    private (int ExitCode, string Text) Distribute(params string[] arguments) => Run(["--target=Distribute", .. arguments]);

    private (int ExitCode, string Text) Run(params string[] arguments) =>
        Run([.. arguments, "--app=demo", $"--package={SampleApk.FullPath}", $"--output={Output}"], []);

    private (int ExitCode, string Text) Run(string[] arguments, Dictionary<string, string> environment)
    {
        RecordedTerminal? recorded = null;
        var host = new BuildHost(
            arguments,
            redactor =>
            {
                recorded = new RecordedTerminal(redactor: redactor);
                _terminals.Add(recorded);
                return recorded.Terminal;
            },
            TargetNames.In(typeof(BuildHost).Assembly),
            new HostEnvironment(environment));
        var exitCode = host.Run(cake => cake.AddAssembly(typeof(BuildHost).Assembly).UseContext<BuildContext>().UseTeardown<BuildTeardown>());
        return (exitCode, recorded!.Output + recorded.Error);
    }
}
