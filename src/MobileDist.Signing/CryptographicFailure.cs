using System.Security.Cryptography;

namespace MobileDist.Signing;

/// <summary>What the base class library throws at keys, certificates and signatures that are malformed.</summary>
internal static class CryptographicFailure
{
    /// <summary>Not only its own exception: a curve that the system lacks or a number of the wrong length come as others.</summary>
    public static bool Is(Exception error) => error is CryptographicException or NotSupportedException or ArgumentException;
}
