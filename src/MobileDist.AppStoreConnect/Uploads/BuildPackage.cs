namespace MobileDist.AppStoreConnect;

/// <summary>A package to upload.</summary>
/// <param name="Identity">What it holds; version, number and platform as in its Info.plist.</param>
/// <param name="Path">The IPA.</param>
/// <param name="Digest">Of the file, of whatever kind: tells whether an upload that broke off was of this file.</param>
public sealed record BuildPackage(BuildIdentity Identity, string Path, string Digest);
