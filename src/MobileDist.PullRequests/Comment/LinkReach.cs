namespace MobileDist.PullRequests;

/// <summary>From how far away a link can be opened.</summary>
public enum LinkReach
{
    /// <summary>Only on the machine that made it.</summary>
    ThisComputer = 0,

    /// <summary>On the same network.</summary>
    Network = 1,

    /// <summary>From anywhere.</summary>
    Internet = 2,
}
