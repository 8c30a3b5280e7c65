namespace MobileDist.AppStoreConnect;

/// <summary>Where the API is and who asks.</summary>
public sealed record AppStoreConnectOptions
{
    public const string StandardAddress = "https://api.appstoreconnect.apple.com";
    public const string EnterpriseAddress = "https://api.enterprise.developer.apple.com";

    /// <summary><see cref="StandardAddress"/>, <see cref="EnterpriseAddress"/> for the enterprise program, or another server; http on loopback only.</summary>
    public string Address { get; init; } = StandardAddress;

    /// <summary>Not disposed by the client.</summary>
    public required AppStoreConnectKey Key { get; init; }

    /// <summary>Hears of every token that is made; null: nobody.</summary>
    public Redactor? Redactor { get; init; }

    public RetryLimits Retry { get; init; } = new();

    /// <summary>Tries for one part of an upload.</summary>
    public RetryLimits PartRetry { get; init; } = new();
}
