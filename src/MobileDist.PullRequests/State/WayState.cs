using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>A way as it is kept in the comment; every member may be absent.</summary>
internal sealed record WayState
{
    // As many as a row may have; more were not written by us.
    private const int MostSteps = 20;

    public string? Title { get; init; }

    public string? Audience { get; init; }

    public DevicesState? Devices { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public string? Link { get; init; }

    public LinkReach? Reach { get; init; }

    public string? ReachReason { get; init; }

    public string? QrImage { get; init; }

    /// <summary>Modules on a side of an inline form.</summary>
    public int? QrSize { get; init; }

    public byte[]? QrBits { get; init; }

    public bool QrIsFormula { get; init; }

    public ImmutableArray<CommentStep>? Steps { get; init; }

    public WayAvailability Availability { get; init; }

    public string? AvailabilityReason { get; init; }

    public static WayState Of(CommentWay way) => new()
    {
        Title = way.Title,
        Audience = way.Audience,
        Devices = DevicesState.Of(way.Devices),
        Expires = way.Expires,
        Link = way.Link?.Address,
        Reach = way.Link?.Reach,
        ReachReason = way.Link?.Reason,
        QrImage = (way.Qr as QrRendering.Image)?.Address,
        QrSize = Modules(way.Qr)?.Size,
        QrBits = Modules(way.Qr)?.Bits.ToArray(),
        QrIsFormula = way.Qr is QrRendering.Formula,
        Steps = way.Steps.IsEmpty ? null : way.Steps,
        Availability = way.Availability,
        AvailabilityReason = way.AvailabilityReason,
    };

    public CommentWay ToWay() => new()
    {
        Title = StateText.Of(Title),
        Audience = StateText.Of(Audience),
        Devices = Devices?.ToDevices(),
        Expires = Expires,
        Link = StateText.Of(Link) is { } link ? new CommentLink(link, Reach ?? LinkReach.Internet, StateText.Of(ReachReason)) : null,
        Qr = Qr(),
        Steps = Steps is { IsDefault: false } steps
            ? [.. steps.Where(step => step?.Text is not null).Take(MostSteps).Select(step => new CommentStep(StateText.Of(step.Text)!, StateText.Of(step.Link)))]
            : [],
        Availability = Availability,
        AvailabilityReason = StateText.Of(AvailabilityReason),
    };

    private QrRendering Qr() => (StateText.Of(QrImage), QrModules.Restore(QrSize ?? 0, QrBits ?? [])) switch
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
}
