namespace MobileDist.Build;

/// <summary>A platform that the program is packaged for.</summary>
/// <param name="Identifier">.NET's runtime identifier.</param>
/// <param name="Format">What people there open without extra tools.</param>
internal sealed record RuntimeTarget(string Identifier, ArchiveFormat Format)
{
    public static IReadOnlyList<RuntimeTarget> All { get; } =
    [
        new("linux-x64", ArchiveFormat.TarGzip),
        new("osx-arm64", ArchiveFormat.TarGzip),
        new("win-x64", ArchiveFormat.Zip),
    ];

    public string ArchiveName(string version) => $"mobiledist-{version}-{Identifier}{(Format == ArchiveFormat.Zip ? ".zip" : ".tar.gz")}";
}
