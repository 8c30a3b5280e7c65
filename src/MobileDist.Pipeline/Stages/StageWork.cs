using MobileDist.Packages;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Stages;

/// <summary>One stage at work on one release: tells what happens and writes the record at the end.</summary>
internal sealed class StageWork
{
    private readonly Release _release;
    private readonly StageContext _context;
    private readonly StageName _stage;
    private readonly DateTimeOffset _started;
    private readonly List<Fault> _warnings = [];

    public StageWork(StageName stage, Release release, StageContext context)
    {
        _stage = stage;
        _release = release;
        _context = context;
        _started = context.Clock.GetUtcNow();
        Tell(RunNoteKind.Started, stage.ToString());
    }

    /// <summary>What the release is for.</summary>
    public AppPlatform Platform => _release.Settings.Platform;

    public void Inform(string text) => Tell(RunNoteKind.Information, text);

    public void Skip(string reason) => Tell(RunNoteKind.Skipped, reason);

    public void Output(string line) => Tell(RunNoteKind.BuildOutput, line);

    /// <summary>Told now and kept in the receipt.</summary>
    public void Warn(Fault fault)
    {
        _warnings.Add(fault);
        Tell(RunNoteKind.Warning, fault.Headline, fault);
    }

    /// <summary>Saves the stage as done.</summary>
    /// <param name="text">What came out, one sentence.</param>
    /// <param name="inputs">Digest of what went in.</param>
    /// <param name="fill">Puts the stage's own facts into the record.</param>
    public Release Done(string text, string? inputs, Func<StageRecord, StageRecord> fill)
    {
        var release = Save(StageState.Done, inputs, fill);
        Tell(RunNoteKind.Done, text);
        return release with { TookOver = false };
    }

    /// <summary>Saves what is done so far, so that a run that ends here does not do it twice.</summary>
    public Release Interim(string? inputs, Func<StageRecord, StageRecord> fill) => Save(StageState.Begun, inputs, fill);

    /// <summary>Leaves the record of the earlier run as it is.</summary>
    public Release TakenOver(string text)
    {
        Tell(RunNoteKind.TakenOver, text);
        return _release with { TookOver = true };
    }

    /// <summary>The same, with a record that was looked at anew: what a store says can change by itself.</summary>
    public Release TakenOver(string text, string? inputs, Func<StageRecord, StageRecord> fill)
    {
        var release = Save(StageState.Done, inputs, fill);
        Tell(RunNoteKind.TakenOver, text);
        return release with { TookOver = true };
    }

    private Release Save(StageState state, string? inputs, Func<StageRecord, StageRecord> fill)
    {
        var record = fill(new StageRecord
        {
            State = state,
            Started = _started,
            Finished = _context.Clock.GetUtcNow(),
            Inputs = inputs,
            Commit = _context.Facts.Commit,
            Warnings = [.. _warnings.Select(fault => RecordedFault.Of(fault, _context.Redactor))],
        });
        var release = _release.With(_stage, record);
        _context.Receipts.Save(release.Settings, release.Receipt);
        return release;
    }

    private void Tell(RunNoteKind kind, string text, Fault? fault = null) =>
        _context.Notes.Write(new RunNote(kind, _release.Key, _stage, _context.Redactor.Redact(text), fault is null ? null : RecordedFault.Of(fault, _context.Redactor).ToFault()));
}
