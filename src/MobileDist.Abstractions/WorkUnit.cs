namespace MobileDist;

/// <summary>What a <see cref="WorkProgress"/> counts.</summary>
public enum WorkUnit
{
    Bytes = 0,
    Items = 1,
}
