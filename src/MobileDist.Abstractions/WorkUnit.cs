namespace MobileDist;

/// <summary>What a <see cref="WorkProgress"/> counts.</summary>
public enum WorkUnit
{
    Bytes = 0,
    Items = 1,

    /// <summary>Seconds of a wait; of its length nobody knows, so that the total stays 0 until it is over.</summary>
    Seconds = 2,
}
