namespace MobileDist.Signing.Keystores;

/// <summary>What is taken from a keystore at most; each bound is far above what any tool writes.</summary>
internal sealed record KeystoreLimits
{
    public static KeystoreLimits Default { get; } = new();

    /// <summary>Bytes of the whole file; a real one has a few thousand.</summary>
    public int FileSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>Rounds of a key derivation; keytool refuses more than this too.</summary>
    public int Iterations { get; init; } = 5_000_000;

    /// <summary>Keys and certificates in one store.</summary>
    public int Entries { get; init; } = 1000;

    /// <summary>Bytes of one private key; RSA with 16384 bits has less than 10,000.</summary>
    public int KeySize { get; init; } = 64 * 1024;
}
