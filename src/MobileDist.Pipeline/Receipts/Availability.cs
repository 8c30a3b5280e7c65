namespace MobileDist.Pipeline.Receipts;

/// <summary>From when on testers can install.</summary>
internal enum Availability
{
    /// <summary>At once.</summary>
    Now = 0,

    /// <summary>Once the store has looked at it.</summary>
    AfterReview = 1,

    /// <summary>Not as things stand.</summary>
    No = 2,
}
