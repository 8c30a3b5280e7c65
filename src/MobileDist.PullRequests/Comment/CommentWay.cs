using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>One way of a release to the testers: a link, TestFlight, a track of Google Play.</summary>
public sealed record CommentWay
{
    /// <summary>As testers know it: <c>TestFlight</c>; null for the plain install link.</summary>
    public string? Title { get; init; }

    /// <summary>Where to install from; null when there is no link that everybody may follow.</summary>
    public CommentLink? Link { get; init; }

    public QrRendering Qr { get; init; } = new QrRendering.None();

    /// <summary>Who can install it, in words: <c>anybody with the link</c>, <c>group QA</c>.</summary>
    public string? Audience { get; init; }

    /// <summary>Which devices it installs on; says more than <see cref="Audience"/> and stands in its place. Null where signing does not decide that.</summary>
    public CommentDevices? Devices { get; init; }

    /// <summary>When the link stops working.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What a tester does, in order, beside following the link; empty where the link is all.</summary>
    public ImmutableArray<CommentStep> Steps { get; init; } = [];

    /// <summary>From when on it can be installed.</summary>
    public WayAvailability Availability { get; init; }

    /// <summary>Why not now, in one or two sentences; null when it can.</summary>
    public string? AvailabilityReason { get; init; }

    /// <summary>The same without what a crowded comment has no room for.</summary>
    internal CommentWay Slim() => this with
    {
        Qr = Qr.IsInline ? new QrRendering.None() : Qr,
        Devices = Devices?.Counted(),
        Steps = [],
    };

    /// <summary>The same with nobody's name.</summary>
    internal CommentWay Counted() => this with { Devices = Devices?.Counted() };
}
