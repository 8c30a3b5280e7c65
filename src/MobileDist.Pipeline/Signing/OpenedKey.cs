using MobileDist.Signing;

namespace MobileDist.Pipeline.Signing;

/// <summary>A key that is ready to sign.</summary>
/// <param name="Identity">Owned by this object.</param>
/// <param name="Source">What to call it in messages.</param>
/// <param name="ThrowAway">Whether it was made for trying out.</param>
internal sealed record OpenedKey(SigningIdentity Identity, string Source, bool ThrowAway) : IDisposable
{
    public void Dispose() => Identity.Dispose();
}
