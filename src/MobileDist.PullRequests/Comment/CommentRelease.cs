using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>One row of the comment: one app on one platform. All texts come from outside and are escaped when drawn.</summary>
public sealed record CommentRelease
{
    /// <summary>Names the row for good, over runs and jobs: <c>shop-android</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The app's name.</summary>
    public required string App { get; init; }

    /// <summary><c>Android</c> or <c>iOS</c>.</summary>
    public required string Platform { get; init; }

    public required CommentOutcome Outcome { get; init; }

    /// <summary>The run that this row tells of.</summary>
    public CommentRun Run { get; init; } = CommentRun.Unknown;

    /// <summary>Application id or bundle identifier.</summary>
    public string? Identifier { get; init; }

    public string? Version { get; init; }

    public string? BuildNumber { get; init; }

    /// <summary>Bytes of the package.</summary>
    public long? Size { get; init; }

    /// <summary>SHA-256 of the package, hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The way that stands first, and that buttons with one link lead to.</summary>
    public CommentWay Way { get; init; } = new();

    /// <summary>Further ways of the same package, in the order in which they are shown.</summary>
    public ImmutableArray<CommentWay> OtherWays { get; init; } = [];

    /// <summary>All of them.</summary>
    public IEnumerable<CommentWay> Ways => OtherWays.Prepend(Way);

    /// <summary>Of the first way.</summary>
    public CommentLink? Link
    {
        get => Way.Link;
        init => Way = Way with { Link = value };
    }

    /// <summary>Of the first way.</summary>
    public QrRendering Qr
    {
        get => Way.Qr;
        init => Way = Way with { Qr = value };
    }

    /// <summary>Of the first way.</summary>
    public string? Audience
    {
        get => Way.Audience;
        init => Way = Way with { Audience = value };
    }

    /// <summary>Of the first way.</summary>
    public CommentDevices? Devices
    {
        get => Way.Devices;
        init => Way = Way with { Devices = value };
    }

    /// <summary>Of the first way.</summary>
    public DateTimeOffset? Expires
    {
        get => Way.Expires;
        init => Way = Way with { Expires = value };
    }

    public ImmutableArray<CommentNote> Notes { get; init; } = [];

    /// <summary>Whether a comment would say the same of both. Lists and symbols compare by reference in a record, hence not by its equality.</summary>
    public bool SaysTheSameAs(CommentRelease other) => string.Equals(CommentState.Write([this]), CommentState.Write([other]), StringComparison.Ordinal);

    /// <summary>The same with each way changed.</summary>
    internal CommentRelease WithWays(Func<CommentWay, CommentWay> change)
    {
        return this with { Way = change(Way), OtherWays = [.. OtherWays.Select(change)] };
    }
}
