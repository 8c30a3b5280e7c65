namespace MobileDist.Testing.Apple;

/// <summary>A file of a <see cref="SampleIpa"/>.</summary>
/// <param name="Name">Path in the package.</param>
/// <param name="Data">Bytes; of a symbolic link its target.</param>
/// <param name="Mode"><c>st_mode</c>.</param>
internal sealed record SampleIpaFile(string Name, byte[] Data, int Mode)
{
    private const int LinkMode = 0xa000;

    public bool IsLink => (Mode & 0xf000) == LinkMode;
}
