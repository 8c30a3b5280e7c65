namespace MobileDist.Testing.GooglePlay;

/// <summary>A package that the fake has.</summary>
public sealed record FakePlayPackage(int VersionCode, bool IsApk, string Sha1, string Sha256)
{
    public bool HasMapping { get; init; }

    public bool HasNativeSymbols { get; init; }
}
