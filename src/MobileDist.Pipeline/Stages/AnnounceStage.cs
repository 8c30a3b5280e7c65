using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.Packages;
using MobileDist.Pipeline.Publishing;
using MobileDist.Pipeline.Receipts;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Stages;

/// <summary>Draws the comment from the receipts of all releases: what they prove, and what failed.</summary>
internal static class AnnounceStage
{
    public const string CommentFile = "comment.md";

    private const string CommonKey = "default";

    public static async Task<(Announcement Announcement, ImmutableArray<Release> Releases)> RunAsync(
        ImmutableArray<Release> releases, StageContext context, CancellationToken cancellationToken)
    {
        var rows = releases.ToDictionary(release => release.Key, release => RowOf(release, context), StringComparer.Ordinal);
        var after = ImmutableArray.CreateBuilder<Release>(releases.Length);
        foreach (var release in releases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var work = new StageWork(StageName.Announce, release, context);
            var path = Path.Combine(context.FolderOf(release), CommentFile);
            PendingFile.WriteAllText(path, Render([rows[release.Key]], context));
            var digest = await FileDigest.ComputeAsync(path, context.Progress, cancellationToken);
            after.Add(work.Done("Written.", null, record => record with { Outputs = [RecordedFiles.Record(context.OutputFolder, path, digest)] }));
        }

        var markdown = Render([.. releases.Select(release => rows[release.Key])], context);
        var file = Path.Combine(context.OutputFolder, CommentFile);
        PendingFile.WriteAllText(file, markdown);
        var links = releases.Select(release => LinkOf(release, rows[release.Key])).OfType<AnnouncedLink>();
        return (new Announcement(markdown, file, [.. links]) { Comments = Comments(releases, rows, context), Rows = [.. releases.Select(release => rows[release.Key])] }, after.MoveToImmutable());
    }

    private static ImmutableArray<CommentModel> Comments(ImmutableArray<Release> releases, Dictionary<string, CommentRelease> rows, StageContext context) => context.Settings.Comment switch
    {
        { Mode: null } => [],
        { PerApp: true } => [.. releases.GroupBy(release => release.Settings.App, StringComparer.Ordinal).Select(app => ModelOf(app.Key, app.Select(release => rows[release.Key])))],
        _ => [ModelOf(CommonKey, releases.Select(release => rows[release.Key]))],
    };

    private static CommentModel ModelOf(string key, IEnumerable<CommentRelease> rows) => new() { Key = key, Releases = [.. rows] };

    private static string Render(ImmutableArray<CommentRelease> rows, StageContext context) =>
        context.Redactor.Redact(CommentMarkdown.Render(ModelOf(CommonKey, rows)));

    private static CommentRelease RowOf(Release release, StageContext context)
    {
        var row = new CommentRelease
        {
            Key = release.Key,
            App = release.Settings.Name ?? release.Settings.App,
            Platform = release.Settings.Platform == AppPlatform.Ios ? "iOS" : "Android",
            Outcome = new CommentOutcome.Skipped("It was not distributed."),
            Run = RunOf(context),
            Notes = [.. Warnings(release.Receipt).Select(warning => new CommentNote(IsWarning: true, Shown(warning, context)))],
        };
        return ReleaseState.Of(release.Receipt) switch
        {
            ReleaseState.Failed failed => Described(row, release, failed.Package) with
            {
                Outcome = new CommentOutcome.Failed(string.Join(" ", failed.Failure.Faults.Select(fault => Shown(fault.Headline, context)))),
            },
            ReleaseState.Built built => Described(row, release, built.Package) with { Outcome = new CommentOutcome.Skipped("It was built, but neither signed nor published.") },
            ReleaseState.Signed signed => Filed(Described(row, release, signed.Package), signed.File) with { Outcome = new CommentOutcome.Skipped("It was signed, but not published.") },
            ReleaseState.Published published => Noted(Published(Filed(Described(row, release, published.Package), published.File), published.Channels, release.Receipt.Sign?.Audience, context), release, published),
            ReleaseState.Withdrawn withdrawn => Described(row, release, withdrawn.Package) with { Outcome = new CommentOutcome.Withdrawn(withdrawn.At, context.Facts.PullRequestNumber is null ? "on request" : "the pull request was closed"), Notes = [] },
            _ => row,
        };
    }

    private static CommentRelease Described(CommentRelease row, Release release, PackageFacts? package) => package is null ? row : row with
    {
        App = release.Settings.Name ?? package.Label,
        Identifier = package.Identifier,
        Version = package.VersionName,
        BuildNumber = package.BuildNumber,
    };

    private static CommentRelease Filed(CommentRelease row, RecordedFile file) => row with { Size = file.Size, Sha256 = file.Sha256 };

    private static CommentRelease Published(CommentRelease row, ImmutableArray<RecordedChannel> channels, RecordedAudience? audience, StageContext context)
    {
        ImmutableArray<CommentWay> ways =
        [
            .. channels.Where(channel => !channel.Unfinished).Select(channel => WayOf(channel, audience, context)),
            .. channels.Where(channel => channel is { Unfinished: true, Failure: not null }).Select(channel => FailedWay(channel, context)),
        ];
        return ways is [var first, .. var others] ? row with { Outcome = new CommentOutcome.Published(), Way = first, OtherWays = others } : row;
    }

    private static CommentRelease Noted(CommentRelease row, Release release, ReleaseState.Published published) =>
        DeveloperVerification.NoteOf(release.Settings.Platform, published.Package, published.Signer, published.Channels) is { } note
            ? row with { Notes = row.Notes.Add(new CommentNote(IsWarning: false, note)) }
            : row;

    private static CommentWay FailedWay(RecordedChannel channel, StageContext context) => new()
    {
        Title = channel.Title ?? channel.Channel,
        Availability = WayAvailability.No,
        AvailabilityReason = Shown(channel.Failure!, context),
    };

    private static CommentWay WayOf(RecordedChannel channel, RecordedAudience? audience, StageContext context)
    {
        var address = channel.Address(context.OutputFolder);
        return new CommentWay
        {
            Title = channel.Title,
            Link = address.Length == 0 ? null : new CommentLink(address, Reach(channel.Reach), channel.Reason.Length == 0 ? null : channel.Reason),
            Audience = channel.Audience ?? channel.Reach switch
            {
                ReachScope.Internet => "anybody with the link",
                ReachScope.Network => "anybody on the same network with the link",
                _ => null,
            },
            Devices = channel.Title is null ? DevicesOf(audience) : null,
            Expires = channel.Expires,
            Qr = Qr(channel, address),
            Steps = [.. channel.Steps.Select(step => new CommentStep(step.Text, step.Link))],
            Availability = channel.Proof?.Availability switch
            {
                null or Availability.Now => WayAvailability.Now,
                Availability.AfterReview => WayAvailability.AfterReview,
                _ => WayAvailability.No,
            },
            AvailabilityReason = channel.Proof?.Reason,
        };
    }

    private static CommentDevices? DevicesOf(RecordedAudience? audience) => audience is null ? null : new CommentDevices
    {
        AnyDevice = audience.AnyDevice,
        Count = audience.DeviceCount,
        CanInstall = CommentNames.Of(audience.CanInstall),
        CannotInstall = CommentNames.Of(audience.CannotInstall),
        ProfileExpires = audience.ProfileExpires,
    };

    private static QrRendering Qr(RecordedChannel channel, string address)
    {
        if (channel.QrImage is { } image)
        {
            return new QrRendering.Image(image);
        }

        // A page on this computer is of no use to a phone.
        if (channel.Reach == ReachScope.ThisComputer || address.Length == 0)
        {
            return new QrRendering.None();
        }

        var code = QrCode.For(address, QrErrorCorrection.Low);
        return new QrRendering.Formula(QrModules.From(code.Size, code.IsDark));
    }

    private static LinkReach Reach(ReachScope scope) => scope switch
    {
        ReachScope.Internet => LinkReach.Internet,
        ReachScope.Network => LinkReach.Network,
        _ => LinkReach.ThisComputer,
    };

    private static CommentRun RunOf(StageContext context) => new()
    {
        Number = context.Facts.RunNumber,
        Attempt = context.Facts.RunAttempt,
        Link = context.Facts.RunLink,
        Commit = context.Facts.Commit,
        CommitLink = context.Facts.CommitLink,
        At = context.Clock.GetUtcNow(),
    };

    private static IEnumerable<string> Warnings(Receipt receipt) =>
        new[] { receipt.Check, receipt.Build, receipt.Sign, receipt.Publish }
            .SelectMany(record => record?.Warnings ?? [])
            .Select(warning => warning.Headline)
            .Distinct(StringComparer.Ordinal);

    private static string Shown(string headline, StageContext context) =>
        ShownPath.In(headline, context.OutputFolder, context.WorkingFolder, Path.GetTempPath());

    private static AnnouncedLink? LinkOf(Release release, CommentRelease row) => row is { Outcome: CommentOutcome.Published } && row.Ways.Select(way => way.Link).OfType<CommentLink>().FirstOrDefault() is { } link
        ? new AnnouncedLink(release.Key, $"{row.App} {row.Version} ({row.BuildNumber})", link.Address, link.Reason ?? "")
        : null;
}
