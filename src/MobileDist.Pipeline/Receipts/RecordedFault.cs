using System.Collections.Immutable;

namespace MobileDist.Pipeline.Receipts;

/// <summary>A fault as it stands in a receipt; secrets are taken out before it gets here.</summary>
internal sealed record RecordedFault(string Headline, string? Remedy = null)
{
    public ImmutableArray<FaultDetail> Details
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    public static RecordedFault Of(Fault fault, Redactor redactor) => new(redactor.Redact(fault.Headline), fault.Remedy is null ? null : redactor.Redact(fault.Remedy))
    {
        Details = [.. fault.Details.Select(detail => detail with { Value = redactor.Redact(detail.Value) })],
    };

    public Fault ToFault() => new(Headline, Remedy, Details);
}
