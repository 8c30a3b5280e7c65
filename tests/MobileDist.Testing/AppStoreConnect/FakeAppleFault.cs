namespace MobileDist.Testing.AppStoreConnect;

/// <summary>What goes wrong with a request.</summary>
public abstract record FakeAppleFault
{
    private FakeAppleFault()
    {
    }

    /// <summary>Nothing is done, and this is the answer.</summary>
    public sealed record Refuse(FakeAppleAnswer Answer) : FakeAppleFault;

    /// <summary>The connection is cut before anything is done.</summary>
    public sealed record CutBefore : FakeAppleFault;

    /// <summary>All is done, but the answer never arrives.</summary>
    public sealed record CutAfter : FakeAppleFault;

    /// <summary>All is done, but a gateway answers for the server, with the words that it is known for.</summary>
    public sealed record GatewayAfter : FakeAppleFault;

    /// <summary>Only of parts: another byte of it arrives than was sent, and Apple refuses the package once it looks.</summary>
    public sealed record Damage : FakeAppleFault;
}
