using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.Packages;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline;

/// <summary>
/// One run over all its releases, a method per station. A release that fails does not stop the others: each is carried as
/// far as it goes, its failure stands in its receipt, and <see cref="ExitCode"/> tells of the first one.
/// </summary>
public sealed class Distribution
{
    private readonly StageContext _context;
    private readonly List<DistributionException> _failures = [];
    private ImmutableArray<Release> _releases;

    private Distribution(StageContext context, ImmutableArray<Release> releases)
    {
        _context = context;
        _releases = releases;
    }

    /// <summary>0 while nothing failed; then the code of the first failure.</summary>
    public ExitCode ExitCode => _failures.Count == 0 ? ExitCode.Done : _failures[0].ExitCode;

    /// <summary>Everything that failed, in the order in which it did; secrets are taken out.</summary>
    public ImmutableArray<Fault> Faults => [.. _failures.SelectMany(failure => failure.Faults)];

    /// <summary>The absolute output folder.</summary>
    public string OutputFolder => _context.OutputFolder;

    /// <summary>A row per release, for the table at the end.</summary>
    public ImmutableArray<ReleaseResult> Results => [.. _releases.Select(release => ResultTable.RowOf(release, OutputFolder))];

    /// <summary>The site folders that are there.</summary>
    public ImmutableArray<ReleaseSite> Sites =>
    [
        .. _releases
            .Select(release => new ReleaseSite(release.Key, Path.Combine(_context.FolderOf(release), FolderHostOptions.SiteFolder)))
            .Where(site => Directory.Exists(site.Folder)),
    ];

    /// <summary>What the last <see cref="AnnounceAsync"/> wrote; null before.</summary>
    public Announcement? Announcement { get; private set; }

    /// <summary>Weighs the settings and looks up what earlier runs did. Reads, writes nothing, opens no key.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/> with everything that is wrong.</exception>
    public static Distribution Load(DistributionInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var settings = new SettingsLoader(Read).Load(inputs);
        var receipts = new ReceiptStore(settings.OutputFolder);
        var context = new StageContext
        {
            Settings = settings,
            WorkingFolder = inputs.WorkingFolder,
            Receipts = receipts,
            Clock = inputs.Clock,
            Environment = inputs.Environment,
            Notes = inputs.Notes,
            Progress = inputs.Progress,
            AppleRoots = inputs.AppleRoots,
            Redactor = inputs.Redactor,
            Facts = inputs.Facts,
            CommentTarget = settings.Comment.Mode is { } mode ? inputs.CommentTarget?.Invoke(mode) : null,
            LinkTarget = settings.Announce is { } kind ? inputs.LinkTarget?.Invoke(kind) : null,
            ReleaseHost = inputs.ReleaseHost,
            StoreHandler = inputs.StoreHandler,
            IdentityTokens = inputs.IdentityTokens,
        };
        return new Distribution(context, LoadReceipts(settings, receipts));
    }

    /// <summary>Everything that can be known without building; all findings at once.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: nothing can be written to the output folder, so that no release can go on.</exception>
    public Task CheckAsync(CancellationToken cancellationToken)
    {
        OutputFolderCheck.Require(OutputFolder);
        return RunAsync(new CheckStage(), cancellationToken);
    }

    /// <summary>Builds, or takes the package that is there.</summary>
    public Task BuildAsync(CancellationToken cancellationToken) => RunAsync(new BuildStage(), cancellationToken);

    /// <summary>Signs and verifies.</summary>
    public Task SignAsync(CancellationToken cancellationToken) => RunAsync(new SignStage(), cancellationToken);

    /// <summary>Hands the packages to the channels.</summary>
    public Task PublishAsync(CancellationToken cancellationToken) => RunAsync(new PublishStage(), cancellationToken);

    /// <summary>Writes the comment about all releases, those that failed too.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            (Announcement, _releases) = await AnnounceStage.RunAsync(_releases, _context, cancellationToken);
            Announcement = await CommentPosting.RunAsync(Announcement, _context, cancellationToken);
            await LinkPosting.RunAsync(Announcement, _context, cancellationToken);
            _failures.AddRange(CommentPosting.FailuresOf(Announcement, _context));
        }
        catch (DistributionException error)
        {
            // A receipt from elsewhere may name a page that is not there to be announced.
            var faults = error.Faults.Select(fault => RecordedFault.Of(fault, _context.Redactor).ToFault());
            _failures.Add(new DistributionException(error.ExitCode, faults, error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _failures.Add(new DistributionException(ExitCode.Refused, PipelineFaults.FilesRefused(StageName.Announce, _context.Redactor.Redact(error.Message)), error));
        }
    }

    /// <summary>Takes down what the channels allow, and says so in the comment.</summary>
    public async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        await RunAsync(new WithdrawStage(), cancellationToken);
        await AnnounceAsync(cancellationToken);
    }

    /// <summary>Everything that failed as one error, under the code of the first failure; null while nothing did.</summary>
    public DistributionException? Failure => _failures.Count == 0 ? null : new DistributionException(ExitCode, Faults, _failures[0].InnerException);

    private async Task RunAsync(IReleaseStage stage, CancellationToken cancellationToken)
    {
        var after = ImmutableArray.CreateBuilder<Release>(_releases.Length);
        foreach (var release in _releases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            after.Add(release.FailedAt is null ? await RunAsync(stage, release, cancellationToken) : release);
        }

        _releases = after.MoveToImmutable();
    }

    private async Task<Release> RunAsync(IReleaseStage stage, Release release, CancellationToken cancellationToken)
    {
        var started = _context.Clock.GetUtcNow();
        try
        {
            return await stage.RunAsync(release, _context, cancellationToken);
        }
        catch (DistributionException error)
        {
            return Fail(stage.Name, release, started, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(stage.Name, release, started, new DistributionException(ExitCode.Refused, PipelineFaults.FilesRefused(stage.Name, error.Message), error));
        }
    }

    private Release Fail(StageName stage, Release release, DateTimeOffset started, DistributionException error)
    {
        ImmutableArray<RecordedFault> recorded = [.. error.Faults.Select(fault => RecordedFault.Of(fault, _context.Redactor))];
        var faults = recorded.Select(fault => fault.ToFault()).ToList();
        _failures.Add(new DistributionException(error.ExitCode, faults.Select(fault => fault.With("release", release.Key)), error));
        foreach (var fault in faults)
        {
            _context.Notes.Write(new RunNote(RunNoteKind.Failed, release.Key, stage, fault.Headline, fault));
        }

        var before = Interim(release, stage);
        var failed = release.With(stage, new StageRecord
        {
            State = StageState.Failed,
            Started = started,
            Finished = _context.Clock.GetUtcNow(),
            Commit = _context.Facts.Commit,
            Outputs = release.Receipt.Of(stage)?.Outputs ?? [],
            Channels = before?.Channels ?? [],

            // What this run had begun is about the package that it has; anything older need not be.
            Subject = before is { State: StageState.Begun } ? before.Subject : null,
            Failure = new RecordedFailure((int)error.ExitCode) { Faults = recorded },
        }) with { FailedAt = stage };
        try
        {
            _context.Receipts.Save(failed.Settings, failed.Receipt);
        }
        catch (Exception saving) when (saving is IOException or UnauthorizedAccessException)
        {
            // The failure itself is told; that it could not be written down as well changes nothing for the run.
            var fault = PipelineFaults.FilesRefused(stage, _context.Redactor.Redact(saving.Message));
            _context.Notes.Write(new RunNote(RunNoteKind.Warning, release.Key, stage, fault.Headline, fault));
        }

        return failed;
    }

    // What a stage had done and saved before it failed, in this run or an earlier one, is not done twice.
    private StageRecord? Interim(Release release, StageName stage)
    {
        try
        {
            return _context.Receipts.Load(release.Settings).Of(stage);
        }
        catch (DistributionException)
        {
            // Under --fresh a receipt may lie there that nobody could read; it is about to be replaced.
            return null;
        }
    }

    private static ImmutableArray<Release> LoadReceipts(RunSettings settings, ReceiptStore receipts)
    {
        var faults = new List<Fault>();
        var releases = ImmutableArray.CreateBuilder<Release>();
        foreach (var release in settings.Releases)
        {
            try
            {
                releases.Add(new Release(release, settings.Fresh ? ReceiptStore.Empty(release) : receipts.Load(release)));
            }
            catch (DistributionException error)
            {
                faults.AddRange(error.Faults);
            }
        }

        return faults.Count == 0 ? releases.ToImmutable() : throw new DistributionException(ExitCode.Settings, faults);
    }

    private static PackageInfo? Read(string path)
    {
        try
        {
            return PackageReader.Read(path);
        }
        catch (DistributionException)
        {
            // Checking says what is wrong with it; the name of its folder does not matter then.
            return null;
        }
    }
}
