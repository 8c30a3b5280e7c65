using Cake.Core.Diagnostics;
using MobileDist.Pipeline;
using MobileDist.PullRequests;

namespace MobileDist.Build.Tests.Distributing;

public sealed class ConsoleNotesTests
{
    private readonly RecordedTerminal _recorded = new();
    private readonly SilentLog _log = new();
    private readonly RecordingPlatform _platform = new();

    private ConsoleNotes Notes => new(_recorded.Terminal, _log, _platform);

    [TearDown]
    public void CloseTerminal() => _recorded.Dispose();

    [TestCase(RunNoteKind.Information, "demo-android: It is so.\n")]
    [TestCase(RunNoteKind.Done, "demo-android: It is so.\n")]
    [TestCase(RunNoteKind.TakenOver, "demo-android: It is so.\n")]
    [TestCase(RunNoteKind.Skipped, "demo-android: skipped: It is so.\n")]
    [TestCase(RunNoteKind.Started, "")]
    public void Write_ByKind_TellsInOneLine(RunNoteKind kind, string expected)
    {
        Notes.Write(Note(kind, "It is so."));

        Assert.That(_recorded.Output, Is.EqualTo(expected));
        Assert.That(_platform.Annotations, Is.Empty);
    }

    [Test]
    public void Write_WhenWarned_AnnotatesThePlaceAndShowsTheNextStep()
    {
        var fault = new Fault("The key is old.", "Renew it.").With("file", "mobiledist.yml").With("line", "7").With("column", "3");

        Notes.Write(Note(RunNoteKind.Warning, fault.Headline, fault));

        var expected = new CiAnnotation(AnnotationSeverity.Warning, "The key is old.") { Title = "demo-android", File = "mobiledist.yml", Line = 7, Column = 3 };
        Assert.That(_platform.Annotations, Is.EqualTo(new[] { expected }));
        Assert.That(_recorded.Output, Is.EqualTo("    file: mobiledist.yml\n    line: 7\n    column: 3\n    Renew it.\n"));
    }

    [Test]
    public void Write_WhenFailed_AnnotatesAnError()
    {
        Notes.Write(Note(RunNoteKind.Failed, "Broken.", new Fault("Broken.")));

        Assert.That(_platform.Annotations.Single().Severity, Is.EqualTo(AnnotationSeverity.Error));
    }

    [Test]
    public void Write_WhenTheBuildSpeaks_GoesThroughThePlatform()
    {
        Notes.Write(Note(RunNoteKind.BuildOutput, "##vso[task.complete]"));

        Assert.That(_platform.Echoed, Is.EqualTo(new[] { "##vso[task.complete]" }));
        Assert.That(_recorded.Output, Is.Empty);
    }

    [Test]
    public void Write_WhenQuiet_KeepsTheWarningsOnly()
    {
        _log.Verbosity = Verbosity.Quiet;

        Notes.Write(Note(RunNoteKind.Done, "It is so."));
        Notes.Write(Note(RunNoteKind.BuildOutput, "line"));
        Notes.Write(Note(RunNoteKind.Warning, "Mind this.", new Fault("Mind this.", "Do that.")));

        Assert.That(_recorded.Output, Is.Empty);
        Assert.That(_platform.Echoed, Is.Empty);
        Assert.That(_platform.Annotations, Has.Count.EqualTo(1));
    }

    private static RunNote Note(RunNoteKind kind, string text, Fault? fault = null) => new(kind, "demo-android", StageName.Sign, text, fault);
}
