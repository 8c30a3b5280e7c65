namespace MobileDist.Pipeline.Receipts;

/// <summary>The part of a receipt that says whether the rest can be understood.</summary>
internal sealed record ReceiptHeader(int Version = 0, string? App = null, string? Platform = null);
