namespace MobileDist.AppStoreConnect;

/// <summary>Whether testers can install a build.</summary>
public abstract record Installability
{
    private Installability()
    {
    }

    /// <summary>Right now.</summary>
    public sealed record Now : Installability;

    /// <summary>As soon as Apple has reviewed it.</summary>
    public sealed record AfterReview : Installability;

    /// <summary>Not, until somebody does something.</summary>
    public sealed record Not(NotInstallable Reason) : Installability;
}
