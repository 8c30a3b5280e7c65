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

    /// <summary>Who can install it, in words: <c>anybody with the link</c>, <c>group QA</c>.</summary>
    public string? Audience { get; init; }

    /// <summary>Which devices it installs on; says more than <see cref="Audience"/> and stands in its place. Null where signing does not decide that.</summary>
    public CommentDevices? Devices { get; init; }

    /// <summary>When the link stops working.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>SHA-256 of the package, hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where to install from; null when there is nothing to install.</summary>
    public CommentLink? Link { get; init; }

    public QrRendering Qr { get; init; } = new QrRendering.None();

    public ImmutableArray<CommentNote> Notes { get; init; } = [];
}
