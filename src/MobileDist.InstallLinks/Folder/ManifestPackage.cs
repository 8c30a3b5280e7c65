namespace MobileDist.InstallLinks;

/// <summary>The package file in <c>release.json</c>.</summary>
/// <param name="File">Its name in the same folder; absent where stores alone carry it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record ManifestPackage(string? File, long Size, string Sha256);
