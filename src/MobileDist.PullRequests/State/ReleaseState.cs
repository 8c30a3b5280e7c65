using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>A row as it is kept in the comment. Every member but the first three may be absent; unknown ones are ignored.</summary>
internal sealed record ReleaseState
{
    // The longest text that a row is read back with; longer ones were not written by us.
    private const int LongestText = 4_000;

    public string? Key { get; init; }

    public string? App { get; init; }

    public string? Platform { get; init; }

    /// <summary><c>published</c>, <c>failed</c>, <c>skipped</c> or <c>withdrawn</c>.</summary>
    public string? Outcome { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public long RunNumber { get; init; }

    public int RunAttempt { get; init; }

    public string? RunLink { get; init; }

    public string? Commit { get; init; }

    public string? CommitLink { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Identifier { get; init; }

    public string? Version { get; init; }

    public string? BuildNumber { get; init; }

    public long? Size { get; init; }

    public string? Audience { get; init; }

    public DevicesState? Devices { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public string? Sha256 { get; init; }

    public string? Link { get; init; }

    public LinkReach? Reach { get; init; }

    public string? ReachReason { get; init; }

    public string? QrImage { get; init; }

    /// <summary>Modules on a side of an inline form.</summary>
    public int? QrSize { get; init; }

    public byte[]? QrBits { get; init; }

    public bool QrIsFormula { get; init; }

    public ImmutableArray<CommentNote>? Notes { get; init; }

    /// <summary>Whether it can be a row at all.</summary>
    public bool IsUsable => Key is { Length: > 0 } && App is not null && Platform is not null;

    public static ReleaseState Of(CommentRelease release) => new()
    {
        Key = release.Key,
        App = release.App,
        Platform = release.Platform,
        Outcome = release.Outcome.GetType().Name.ToLowerInvariant(),
        Reason = release.Outcome switch
        {
            CommentOutcome.Failed failed => failed.Reason,
            CommentOutcome.Skipped skipped => skipped.Reason,
            CommentOutcome.Withdrawn withdrawn => withdrawn.Reason,
            _ => null,
        },
        WithdrawnAt = (release.Outcome as CommentOutcome.Withdrawn)?.At,
        RunNumber = release.Run.Number,
        RunAttempt = release.Run.Attempt,
        RunLink = release.Run.Link,
        Commit = release.Run.Commit,
        CommitLink = release.Run.CommitLink,
        At = release.Run.At,
        Identifier = release.Identifier,
        Version = release.Version,
        BuildNumber = release.BuildNumber,
        Size = release.Size,
        Audience = release.Audience,
        Devices = DevicesState.Of(release.Devices),
        Expires = release.Expires,
        Sha256 = release.Sha256,
        Link = release.Link?.Address,
        Reach = release.Link?.Reach,
        ReachReason = release.Link?.Reason,
        QrImage = (release.Qr as QrRendering.Image)?.Address,
        QrSize = Modules(release.Qr)?.Size,
        QrBits = Modules(release.Qr)?.Bits.ToArray(),
        QrIsFormula = release.Qr is QrRendering.Formula,
        Notes = release.Notes.IsEmpty ? null : release.Notes,
    };

    public CommentRelease ToRelease() => new()
    {
        Key = Text(Key)!,
        App = Text(App)!,
        Platform = Text(Platform)!,
        Outcome = Outcome switch
        {
            "published" => new CommentOutcome.Published(),
            "failed" => new CommentOutcome.Failed(Text(Reason) ?? ""),
            "withdrawn" => new CommentOutcome.Withdrawn(WithdrawnAt ?? DateTimeOffset.UnixEpoch, Text(Reason) ?? ""),
            // A later version may know outcomes that this one does not; the row must not get lost over it.
            _ => new CommentOutcome.Skipped(Text(Reason) ?? Text(Outcome) ?? ""),
        },
        Run = new CommentRun
        {
            Number = RunNumber,
            Attempt = RunAttempt,
            Link = Text(RunLink),
            Commit = Text(Commit),
            CommitLink = Text(CommitLink),
            At = At,
        },
        Identifier = Text(Identifier),
        Version = Text(Version),
        BuildNumber = Text(BuildNumber),
        Size = Size,
        Audience = Text(Audience),
        Devices = Devices?.ToDevices(),
        Expires = Expires,
        Sha256 = Text(Sha256),
        Link = Text(Link) is { } link ? new CommentLink(link, Reach ?? LinkReach.Internet, Text(ReachReason)) : null,
        Qr = Qr(),
        Notes = Notes is { IsDefault: false } notes ? [.. notes.Where(note => note?.Text is not null).Select(note => note with { Text = Text(note.Text)! })] : [],
    };

    private QrRendering Qr() => (Text(QrImage), QrModules.Restore(QrSize ?? 0, QrBits ?? [])) switch
    {
        ({ } image, _) => new QrRendering.Image(image),
        (_, { } modules) when QrIsFormula => new QrRendering.Formula(modules),
        (_, { } modules) => new QrRendering.Blocks(modules),
        _ => new QrRendering.None(),
    };

    private static QrModules? Modules(QrRendering qr) => qr switch
    {
        QrRendering.Blocks blocks => blocks.Modules,
        QrRendering.Formula formula => formula.Modules,
        _ => null,
    };

    private static string? Text(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;
}
