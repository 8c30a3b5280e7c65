namespace MobileDist.Build.Tests.Hosting;

public sealed class CommandLineTests
{
    private static readonly string[] Targets = ["Package", "Test"];

    [TestCase("--target=Test")]
    [TestCase("--target Test")]
    [TestCase("-t test --verbosity=q")]
    [TestCase("--TARGET=package -v diagnostic --dryrun")]
    [TestCase("--filter Name=A --tree --exclusive")]
    [TestCase("--settings_showprocesscommandline=true")]
    [TestCase("--target=Test -- --anything goes here")]
    [TestCase("--help")]
    [TestCase("--working .")]
    [TestCase("--fresh --throw-away")]
    [TestCase("")]
    public void Inspect_WhenAllIsRight_FindsNothing(string line) => Assert.That(Inspect(line), Is.Empty);

    [TestCase("--target=Tset", "There is no target 'Tset'.")]
    [TestCase("--target Tset", "There is no target 'Tset'.")]
    [TestCase("-t=Tset", "There is no target 'Tset'.")]
    [TestCase("--target", "'--target' has no value.")]
    [TestCase("--target=", "'--target' has no value.")]
    [TestCase("--package=", "'--package' has no value.")]
    [TestCase("--fresh=", "'--fresh' has no value.")]
    [TestCase("-t --tree", "'--t' has no value.")]
    [TestCase("--verbosity=loud", "'loud' is no verbosity.")]
    [TestCase("--working=/not/there", "The working folder '/not/there' does not exist.")]
    [TestCase("--fliter=x", "'--fliter' is no argument.")]
    [TestCase("stray", "'stray' belongs to no argument.")]
    [TestCase("--tree stray", "'stray' belongs to no argument.")]
    public void Inspect_WhenSomethingIsWrong_SaysWhat(string line, string headline)
    {
        var faults = Inspect(line);

        Assert.That(faults, Has.Count.EqualTo(1));
        Assert.That(faults[0].Headline, Is.EqualTo(headline));
        Assert.That(faults[0].Remedy, Is.Not.Null);
    }

    [Test]
    public void Inspect_WhenSeveralThingsAreWrong_FindsAll() =>
        Assert.That(Inspect("--target=Tset --verbosity=loud --xyz=1 stray"), Has.Count.EqualTo(4));

    [Test]
    public void Inspect_WhenTargetIsUnknown_ListsTheTargetsAndTheNearest()
    {
        var fault = Inspect("--target=Tset")[0];

        Assert.That(fault.Remedy, Does.Contain("Did you mean 'Test'?"));
        Assert.That(fault.Details, Is.EqualTo(new[] { new FaultDetail("targets", "Package, Test") }));
    }

    [Test]
    public void Read_KeepsWhatIsPassedThroughAsItIs()
    {
        var line = CommandLine.Read(["--target=Test", "--", "--sizes", "20 30", "--", "-x"]);

        Assert.That(line.PassedThrough, Is.EqualTo(new[] { "--sizes", "20 30", "--", "-x" }));
        Assert.That(line.Options, Has.Count.EqualTo(1));
    }

    [Test]
    public void TargetNames_AreThoseOfThisHost() =>
        Assert.That(TargetNames.In(typeof(BuildHost).Assembly), Is.SupersetOf(new[] { "Benchmark", "Default", "Package", "Test" }));

    private static IReadOnlyList<Fault> Inspect(string line) =>
        CommandLineCheck.Inspect(CommandLine.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Targets);
}
