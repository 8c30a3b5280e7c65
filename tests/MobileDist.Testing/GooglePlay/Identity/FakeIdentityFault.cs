namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>What goes wrong with a request.</summary>
public abstract record FakeIdentityFault
{
    private FakeIdentityFault()
    {
    }

    /// <summary>Nothing is done, and this is the answer.</summary>
    public sealed record Refuse(FakeIdentityAnswer Answer) : FakeIdentityFault;

    /// <summary>The connection is cut before anything is done.</summary>
    public sealed record CutBefore : FakeIdentityFault;

    /// <summary>All is done, but the answer never arrives.</summary>
    public sealed record CutAfter : FakeIdentityFault;

    /// <summary>All is done, but a gateway answers for the server.</summary>
    public sealed record GatewayAfter : FakeIdentityFault;
}
