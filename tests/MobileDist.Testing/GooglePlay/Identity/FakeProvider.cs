namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>A provider of a workload identity pool.</summary>
public sealed class FakeProvider
{
    public string Issuer { get; set; } = FakeCiIssuers.GitHubIssuer;

    /// <summary>Null: the provider's own name with <c>https:</c> before it.</summary>
    public string? AllowedAudience { get; set; }

    /// <summary>The attribute condition, on the subject.</summary>
    public Func<string, bool> Condition { get; set; } = _ => true;
}
