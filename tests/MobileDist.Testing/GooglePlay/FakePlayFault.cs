namespace MobileDist.Testing.GooglePlay;

/// <summary>What goes wrong with a request.</summary>
public abstract record FakePlayFault
{
    private FakePlayFault()
    {
    }

    /// <summary>Nothing is done, and this is the answer.</summary>
    public sealed record Refuse(FakePlayAnswer Answer) : FakePlayFault;

    /// <summary>The connection is cut before anything is done.</summary>
    public sealed record CutBefore : FakePlayFault;

    /// <summary>All is done, but the answer never arrives.</summary>
    public sealed record CutAfter : FakePlayFault;

    /// <summary>All is done, but a gateway answers for the server.</summary>
    public sealed record GatewayAfter : FakePlayFault;

    /// <summary>Only of parts: so many bytes are kept, rounded down to 256 KiB, and the connection is cut while the others flow.</summary>
    public sealed record KeepOnly(long Bytes) : FakePlayFault;

    /// <summary>Only of parts: so many bytes are kept, and the service says so.</summary>
    public sealed record AdmitOnly(long Bytes) : FakePlayFault;

    /// <summary>Only of parts: the service no longer knows the upload.</summary>
    public sealed record Forget : FakePlayFault;

    /// <summary>Only of parts: another byte arrives than was sent.</summary>
    public sealed record Damage : FakePlayFault;
}
