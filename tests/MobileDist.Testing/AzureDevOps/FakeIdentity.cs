namespace MobileDist.Testing;

/// <summary>Somebody with a token.</summary>
public sealed record FakeIdentity(string Id, string DisplayName, string Token)
{
    /// <summary>The permission "Contribute to pull requests".</summary>
    public bool MayContribute { get; init; } = true;
}
