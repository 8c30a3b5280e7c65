namespace MobileDist.Testing.Apple;

/// <summary>A Mach-O file of another project. It may not be there; ask by <see cref="Require"/>, inside the test.</summary>
/// <param name="Name">File name, <c>esbuild-arm64</c>.</param>
/// <param name="IsSignedByCertificate">A Developer ID stands for it.</param>
public sealed record RealMachO(string Name, bool IsSignedByCertificate)
{
    /// <summary>The path of the file, never to be written to; the test ends here, skipped or failed, when it is not there.</summary>
    public string Require()
    {
        var path = RepositoryRoot.Combine("artifacts", "real-machos", Name);
        if (!File.Exists(path))
        {
            Peer.Missing($"'{path}' is not there; tests/fetch-real-machos.sh gets it.");
        }

        return path;
    }

    public override string ToString() => Name;
}
