namespace MobileDist.Packages.Android;

/// <summary>One pair of an APK Signing Block.</summary>
/// <param name="Id">What the value is; see <see cref="ApkSigningBlockIds"/>.</param>
/// <param name="Offset">Where the value begins in the file.</param>
/// <param name="Length">Bytes of the value.</param>
public readonly record struct ApkSigningBlockPair(uint Id, long Offset, long Length);
