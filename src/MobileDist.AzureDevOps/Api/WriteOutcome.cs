namespace MobileDist.AzureDevOps;

/// <summary>What is known of a write that was not refused.</summary>
/// <typeparam name="T">What the server tells of the thing written.</typeparam>
internal abstract record WriteOutcome<T>
{
    private WriteOutcome()
    {
    }

    /// <summary>It happened.</summary>
    public sealed record Confirmed(T Answer) : WriteOutcome<T>;

    /// <summary>
    /// Nobody knows: the connection broke or the server failed after the request had left, or somebody else wrote at the
    /// same time or deleted the target. Reading tells; sending it again could do it twice.
    /// </summary>
    public sealed record Unknown : WriteOutcome<T>;
}
