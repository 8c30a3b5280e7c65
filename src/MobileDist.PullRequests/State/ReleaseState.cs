using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>A row as it is kept in the comment. Every member but the first three may be absent; unknown ones are ignored.</summary>
internal sealed record ReleaseState
{
    // As many as a row may have; more were not written by us.
    private const int MostOtherWays = 10;

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

    public string? Sha256 { get; init; }

    public WayState? Way { get; init; }

    public ImmutableArray<WayState>? OtherWays { get; init; }

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
        Sha256 = release.Sha256,
        Way = release.Way == new CommentWay() ? null : WayState.Of(release.Way),
        OtherWays = release.OtherWays.IsEmpty ? null : [.. release.OtherWays.Select(WayState.Of)],
        Notes = release.Notes.IsEmpty ? null : release.Notes,
    };

    public CommentRelease ToRelease() => new()
    {
        Key = StateText.Of(Key)!,
        App = StateText.Of(App)!,
        Platform = StateText.Of(Platform)!,
        Outcome = Outcome switch
        {
            "published" => new CommentOutcome.Published(),
            "failed" => new CommentOutcome.Failed(StateText.Of(Reason) ?? ""),
            "withdrawn" => new CommentOutcome.Withdrawn(WithdrawnAt ?? DateTimeOffset.UnixEpoch, StateText.Of(Reason) ?? ""),
            // A later version may know outcomes that this one does not; the row must not get lost over it.
            _ => new CommentOutcome.Skipped(StateText.Of(Reason) ?? StateText.Of(Outcome) ?? ""),
        },
        Run = new CommentRun
        {
            Number = RunNumber,
            Attempt = RunAttempt,
            Link = StateText.Of(RunLink),
            Commit = StateText.Of(Commit),
            CommitLink = StateText.Of(CommitLink),
            At = At,
        },
        Identifier = StateText.Of(Identifier),
        Version = StateText.Of(Version),
        BuildNumber = StateText.Of(BuildNumber),
        Size = Size,
        Sha256 = StateText.Of(Sha256),
        Way = Way?.ToWay() ?? new CommentWay(),
        OtherWays = OtherWays is { IsDefault: false } ways ? [.. ways.Where(way => way is not null).Take(MostOtherWays).Select(way => way.ToWay())] : [],
        Notes = Notes is { IsDefault: false } notes ? [.. notes.Where(note => note?.Text is not null).Select(note => note with { Text = StateText.Of(note.Text)! })] : [],
    };
}
