using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>A file of the app that holds code, on its way through the private folder.</summary>
/// <param name="unsignedPath">Where it is unpacked to.</param>
/// <param name="signedPath">Where that is written to in which the signed file differs.</param>
internal sealed class CodeFile(string unsignedPath, string signedPath)
{
    public string UnsignedPath => unsignedPath;

    public string SignedPath => signedPath;

    /// <summary>The bytes of the signed file that are those of the unsigned one; none before it is there.</summary>
    public MachORange Kept { get; set; }

    /// <summary>CRC-32 of the signed file; 0 before it is there.</summary>
    public uint Crc32 { get; set; }
}
