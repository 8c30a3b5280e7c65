namespace MobileDist.GooglePlay;

/// <summary>What a tester has to do, in this order.</summary>
public enum TesterStepKind
{
    /// <summary>Become a member of the Google Group; the link is its page.</summary>
    JoinGroup = 0,

    /// <summary>Agree to test; the link does it.</summary>
    OptIn = 1,

    /// <summary>Agree to test by a link that only the Play Console shows.</summary>
    OptInByConsoleLink = 2,

    /// <summary>Install from the store; the link is the app's page.</summary>
    Install = 3,
}
