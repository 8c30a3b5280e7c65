namespace MobileDist.Pipeline;

/// <summary>The stations of a release, in their order.</summary>
public enum StageName
{
    Check = 0,
    Build = 1,
    Sign = 2,
    Publish = 3,
    Announce = 4,
    Withdraw = 5,
}
