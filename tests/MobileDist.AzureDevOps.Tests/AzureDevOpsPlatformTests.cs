using MobileDist.PullRequests;
using MobileDist.Testing;

namespace MobileDist.AzureDevOps.Tests;

public sealed class AzureDevOpsPlatformTests
{
    private readonly TestFolder _folder = new();
    private StringWriter _output = null!;
    private Redactor _redactor = null!;
    private AzureDevOpsPlatform _platform = null!;

    [SetUp]
    public void MakePlatform()
    {
        _output = new StringWriter { NewLine = "\n" };
        _redactor = new Redactor();
        var environment = AgentEnvironments.AzureRepos();
        environment["AGENT_TEMPDIRECTORY"] = _folder.FullPath;
        _platform = new AzureDevOpsPlatform(environment, _output, _redactor);
    }

    [TearDown]
    public void CloseOutput() => _output.Dispose();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    private string Output => _output.ToString();

    [Test]
    public void OpenGroup_WhenDisposedTwice_EndsOnce()
    {
        var group = _platform.OpenGroup("Sign\n##vso[task.complete result=Failed;]x");
        group.Dispose();
        group.Dispose();

        Assert.That(Output, Is.EqualTo("##[group]Sign # #vso[task.complete result=Failed;]x\n##[endgroup]\n"));
    }

    [Test]
    public void Annotate_WhenPlaceIsKnown_WritesAnIssueWithIt()
    {
        _platform.Annotate(new CiAnnotation(AnnotationSeverity.Error, "50% of it\nis wrong") { Title = "Settings", File = "a;b]c%.yml", Line = 3, Column = 7 });

        Assert.That(Output, Is.EqualTo("##vso[task.logissue type=error;sourcepath=a%3Bb%5Dc%AZP25.yml;linenumber=3;columnnumber=7]Settings: 50%AZP25 of it%0Ais wrong\n"));
    }

    [TestCase(AnnotationSeverity.Warning, "##vso[task.logissue type=warning]Message\n")]
    [TestCase(AnnotationSeverity.Notice, "Message\n")]
    public void Annotate_WhenItIsNoError_UsesWhatTheAgentHas(AnnotationSeverity severity, string expected)
    {
        _platform.Annotate(new CiAnnotation(severity, "Message"));

        Assert.That(Output, Is.EqualTo(expected));
    }

    [Test]
    public void ShowProgress_WhenWorkGoesOn_SetsThePercentage()
    {
        _platform.ShowProgress(50, "Uploading a]b\n##vso[task.complete]x");
        _platform.ShowProgress(250, "Done");

        Assert.That(Output, Is.EqualTo("##vso[task.setprogress value=50]Uploading a]b # #vso[task.complete]x\n##vso[task.setprogress value=100]Done\n"));
    }

    [Test]
    public void AddTag_WhenPublished_MarksTheBuild()
    {
        _platform.AddTag("shop-android");

        Assert.That(Output, Is.EqualTo("##vso[build.addbuildtag]shop-android\n"));
    }

    [Test]
    public void Mask_WhenSecretHasLines_TellsEachToTheAgentOnceAndNeverAgain()
    {
        _platform.Mask(new Secret("first;line%\nsecond]line\r\nxy"));

        var lines = Output.TrimEnd('\n').Split('\n');
        Assert.That(lines, Is.EquivalentTo(new[]
        {
            "##vso[task.setsecret]first;line%AZP25",
            "##vso[task.setsecret]second]line",
            "##vso[task.setsecret]" + Convert.ToBase64String("first;line%\nsecond]line\r\nxy"u8),
        }));

        _output.GetStringBuilder().Clear();
        _platform.EchoForeign("it is second]line");
        _platform.SetOutput("name", "first;line%");
        _platform.Annotate(new CiAnnotation(AnnotationSeverity.Error, "first;\0line%"));
        Assert.That(Output, Is.EqualTo("it is ***\n##vso[task.setvariable variable=name;isOutput=true]***\n##vso[task.logissue type=error]***\n"));
    }

    [Test]
    public void Mask_WhenOutputRedactsItself_StillNamesTheSecretToTheAgent()
    {
        using var redacting = new RedactingWriter(_output, _redactor) { NewLine = "\n" };
        new AzureDevOpsPlatform(AgentEnvironments.AzureRepos(), redacting, _redactor).Mask(new Secret("marked-secret"));

        Assert.That(Output, Does.Contain("##vso[task.setsecret]marked-secret\n"));
    }

    [Test]
    public void SetOutput_WhenValueHasSpecialCharacters_EscapesThem()
    {
        _platform.SetOutput("install;link]", "100%\r\nhttps://example.com/?a=1;b]");

        Assert.That(Output, Is.EqualTo("##vso[task.setvariable variable=install%3Blink%5D;isOutput=true]100%AZP25%0D%0Ahttps://example.com/?a=1;b]\n"));
    }

    [TestCase("install-link", "installLink")]
    [TestCase("qr", "qr")]
    [TestCase("a-", "a")]
    public void SetOutput_WhenNameHasHyphens_SpellsItAsTheTaskDeclaresIt(string name, string expected)
    {
        _platform.SetOutput(name, "x");

        Assert.That(Output, Is.EqualTo($"##vso[task.setvariable variable={expected};isOutput=true]x\n"));
    }

    [TestCase("##vso[task.setvariable variable=PATH]/evil", "# #vso[task.setvariable variable=PATH]/evil\n")]
    [TestCase("warning: ##VSO[task.setsecret]x", "warning: # #VSO[task.setsecret]x\n")]
    [TestCase("####vso[a.b]##vso[a.b]", "### #vso[a.b]# #vso[a.b]\n")]
    [TestCase("#\u0001#vso[a.b]", "# #vso[a.b]\n")]
    [TestCase("##[error]x ##[group]y", "# #[error]x # #[group]y\n")]
    [TestCase("a\r##vso[a.b]", "a\n# #vso[a.b]\n")]
    [TestCase("##vso", "# #vso\n")]
    [TestCase("## Heading #1", "## Heading #1\n")]
    public void EchoForeign_WhenLineHoldsACommand_TearsItApart(string line, string expected)
    {
        _platform.EchoForeign(line);

        Assert.That(Output, Is.EqualTo(expected));
    }

    [Test]
    public void EchoForeign_WhenPiecesAreShuffled_NeverLeavesACommand()
    {
        var random = new Random(20261122);
        string[] pieces = ["#", "##", "vso", "VsO", "[", "]", "\0", "\r", "\u200E", "***", "secret", "%23", " "];
        _redactor.Register(new Secret("secret"));
        for (var round = 0; round < 5_000; round++)
        {
            _platform.EchoForeign(string.Concat(Enumerable.Range(0, 8).Select(_ => pieces[random.Next(pieces.Length)])));
        }

        Assert.That(Output, Does.Not.Contain("##vso").IgnoreCase.And.Not.Contain("##[").And.Not.Contain("secret"));
    }

    [Test]
    public async Task AppendSummaryAsync_WhenCalledTwice_UploadsTwoFilesThatStay()
    {
        _platform.Mask(new Secret("marked-secret"));
        _output.GetStringBuilder().Clear();
        await _platform.AppendSummaryAsync("### One\n\nmarked-secret\n", CancellationToken.None);
        await _platform.AppendSummaryAsync("### Two\n", CancellationToken.None);

        var files = Output.TrimEnd('\n').Split('\n').Select(line => line.Replace("##vso[task.uploadsummary]", "", StringComparison.Ordinal)).ToArray();
        Assert.That(files, Has.Length.EqualTo(2).And.All.StartsWith(_folder.FullPath));
        Assert.That(File.ReadAllText(files[0]), Is.EqualTo("### One\n\n***\n"));
        Assert.That(File.ReadAllText(files[1]), Is.EqualTo("### Two\n"));
        Assert.That(Path.GetFileName(files[0]), Is.EqualTo("MobileDist.md"));
    }
}
