namespace MobileDist.Packages.Android;

/// <summary>A number with bytes, as digests, signatures and attributes of a signer are.</summary>
/// <param name="Id">Signature algorithm or attribute id.</param>
/// <param name="Value">The bytes after it.</param>
public readonly record struct ApkSchemeItem(uint Id, ReadOnlyMemory<byte> Value);
