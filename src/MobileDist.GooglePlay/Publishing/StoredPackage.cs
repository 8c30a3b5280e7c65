namespace MobileDist.GooglePlay;

/// <summary>A package that Google has.</summary>
/// <param name="VersionCode">Its version code.</param>
/// <param name="Sha256">Lower case hexadecimal; null where Google does not say.</param>
internal sealed record StoredPackage(int VersionCode, string? Sha256);
