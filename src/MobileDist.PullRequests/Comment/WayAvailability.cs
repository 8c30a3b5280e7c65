namespace MobileDist.PullRequests;

/// <summary>From when on a release can be installed in some way.</summary>
public enum WayAvailability
{
    /// <summary>At once.</summary>
    Now = 0,

    /// <summary>Once the store has looked at it.</summary>
    AfterReview = 1,

    /// <summary>Not as things stand.</summary>
    No = 2,
}
