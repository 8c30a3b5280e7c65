namespace MobileDist.AppStoreConnect;

/// <summary>What Apple's reviewers need to know; what is null stays as it is in App Store Connect.</summary>
public sealed record ReviewContact
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? DemoAccountName { get; init; }

    public Secret? DemoAccountPassword { get; init; }

    public string? Notes { get; init; }

    /// <summary>Where testers' feedback goes, in the app's first language.</summary>
    public string? FeedbackEmail { get; init; }

    /// <summary>What testers read about the app, in its first language.</summary>
    public string? Description { get; init; }
}
