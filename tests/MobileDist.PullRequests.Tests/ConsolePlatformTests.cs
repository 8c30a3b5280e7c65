namespace MobileDist.PullRequests.Tests;

public sealed class ConsolePlatformTests
{
    private readonly Redactor _redactor = new();
    private StringWriter _output = null!;
    private ConsolePlatform _platform = null!;

    [SetUp]
    public void MakePlatform()
    {
        _output = new StringWriter { NewLine = "\n" };
        _platform = new ConsolePlatform(_output, _redactor);
    }

    [TearDown]
    public void CloseOutput() => _output.Dispose();

    private string Output => _output.ToString().ReplaceLineEndings("\n");

    [Test]
    public void OpenGroup_OnAConsole_WritesNothing()
    {
        var group = _platform.OpenGroup("Sign");
        group.Dispose();
        group.Dispose();

        Assert.That(Output, Is.Empty);
    }

    [TestCase("a.yml", 3, 7, "a.yml(3,7): error: Title: Message\n")]
    [TestCase("a.yml", 3, null, "a.yml(3): error: Title: Message\n")]
    [TestCase("a.yml", null, null, "a.yml: error: Title: Message\n")]
    [TestCase(null, 3, 7, "error: Title: Message\n")]
    public void Annotate_WhenPlaceIsKnown_WritesItAsCompilersDo(string? file, int? line, int? column, string expected)
    {
        _platform.Annotate(new CiAnnotation(AnnotationSeverity.Error, "Message") { Title = "Title", File = file, Line = line, Column = column });

        Assert.That(Output, Is.EqualTo(expected));
    }

    [TestCase(AnnotationSeverity.Warning, "warning: a\nb\n")]
    [TestCase(AnnotationSeverity.Notice, "notice: a\nb\n")]
    public void Annotate_WhenMessageHasLines_KeepsThem(AnnotationSeverity severity, string expected)
    {
        _platform.Annotate(new CiAnnotation(severity, "a\r\nb"));

        Assert.That(Output, Is.EqualTo(expected));
    }

    [Test]
    public async Task Mask_WhenASecretIsWrittenAnywhere_HidesIt()
    {
        _platform.Mask(new Secret("hunter2secret"));

        _platform.Annotate(new CiAnnotation(AnnotationSeverity.Error, "hunter2secret") { Title = "hunter2secret", File = "hunter2secret" });
        _platform.SetOutput("hunter2secret", "hunter2secret");
        _platform.EchoForeign("hunter2secret");
        _platform.OpenGroup("hunter2secret").Dispose();
        await _platform.AppendSummaryAsync("hunter2secret", default);

        Assert.That(Output, Does.Not.Contain("hunter2").And.Contain("***"));
    }

    [Test]
    public void SetOutput_OnAConsole_WritesNothing()
    {
        _platform.SetOutput("link", "https://b.example/");

        Assert.That(Output, Is.Empty);
    }

    [Test]
    public void EchoForeign_WhenLineHoldsEscapes_DropsThem()
    {
        _platform.EchoForeign("\e]0;owned\a\e[31mred\u202E\r");

        Assert.That(Output, Is.EqualTo("]0;owned[31mred\n\n"));
    }

    [Test]
    public void AppendSummaryAsync_WhenCancelled_WritesNothing()
    {
        Assert.ThrowsAsync<OperationCanceledException>(() => _platform.AppendSummaryAsync("x", new CancellationToken(canceled: true)));
        Assert.That(Output, Is.Empty);
    }

    [Test]
    public void Facts_OnAConsole_AreNone()
    {
        Assert.That(_platform.Facts, Is.EqualTo(CiFacts.None));
        Assert.That(_platform.Name, Is.EqualTo("console"));
    }
}
