using Cake.Core.Diagnostics;
using MobileDist.Pipeline;
using MobileDist.PullRequests;

namespace MobileDist.Build;

/// <summary>Tells on the console what a run has to say, a line each; warnings with their facts and the next step.</summary>
public sealed class ConsoleNotes(Terminal terminal, ICakeLog log, ICiPlatform platform) : INoteSink
{
    public void Write(RunNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        switch (note.Kind)
        {
            case RunNoteKind.Warning:
                Warn(note);
                break;
            case RunNoteKind.Failed:
                // With its facts it is printed once, at the end.
                platform.Annotate(AnnotationOf(AnnotationSeverity.Error, note));
                break;
            case RunNoteKind.BuildOutput when log.Verbosity >= Verbosity.Normal:
                platform.EchoForeign(note.Text);
                break;
            case RunNoteKind.Started or RunNoteKind.BuildOutput:
                // Cake's own heading has just said which stage begins; output that nobody wants to see is kept by the stage.
                break;
            case RunNoteKind.Skipped:
                Line(Verbosity.Minimal, note, $"skipped: {note.Text}");
                break;
            default:
                Line(Verbosity.Minimal, note, note.Text);
                break;
        }
    }

    private void Warn(RunNote note)
    {
        platform.Annotate(AnnotationOf(AnnotationSeverity.Warning, note));
        var details = (note.Fault?.Details ?? []).Select(detail => $"{detail.Name}: {detail.Value}");
        foreach (var line in details.Append(note.Fault?.Remedy).OfType<string>())
        {
            Write(Verbosity.Minimal, "    " + Printable.OneLine(line));
        }
    }

    private static CiAnnotation AnnotationOf(AnnotationSeverity severity, RunNote note) =>
        FaultAnnotation.Of(severity, note.Fault ?? new Fault(note.Text)) with { Title = note.Release };

    private void Line(Verbosity from, RunNote note, string text) => Write(from, $"{note.Release}: {Printable.OneLine(text)}");

    private void Write(Verbosity from, string line)
    {
        if (log.Verbosity >= from)
        {
            terminal.Out.WriteLine(line);
        }
    }
}
