namespace MobileDist.AppStoreConnect;

/// <summary>How far a tester is.</summary>
public enum BetaTesterState
{
    /// <summary>One that Apple added since.</summary>
    Unknown = 0,
    NotInvited = 1,
    Invited = 2,
    Accepted = 3,
    Installed = 4,
    Revoked = 5,
}
