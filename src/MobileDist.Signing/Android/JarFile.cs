namespace MobileDist.Signing.Android;

/// <summary>A file of a v1 signature, to be added to the package.</summary>
internal sealed record JarFile(string Name, ReadOnlyMemory<byte> Bytes);
