using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Stages;

/// <summary>What every stage of a run shares; all of it comes in from outside.</summary>
internal sealed record StageContext
{
    public required RunSettings Settings { get; init; }

    public required ReceiptStore Receipts { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required INoteSink Notes { get; init; }

    public required Redactor Redactor { get; init; }

    /// <summary>Commit, branch and pull request, as far as the platform tells.</summary>
    public required InstallSource Source { get; init; }

    public IProgress<WorkProgress>? Progress { get; init; }

    public string OutputFolder => Settings.OutputFolder;

    /// <summary>The release's own folder.</summary>
    public string FolderOf(Release release) => Path.Combine(OutputFolder, release.Key);
}
