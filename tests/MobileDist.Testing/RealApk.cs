namespace MobileDist.Testing;

/// <summary>A package of another project. Its file may not be there; ask by <see cref="Require"/>, inside the test.</summary>
/// <param name="Name">File name, <c>api-demos-5.0.0.apk</c>.</param>
/// <param name="Origin">Where to get it, for the reason of a skip.</param>
/// <param name="Location">Where it is when it is there.</param>
public sealed record RealApk(string Name, string Origin, string Location)
{
    /// <summary>The path of the file, never to be written to; the test ends here, skipped or failed, when it is not there.</summary>
    public string Require()
    {
        if (!File.Exists(Location))
        {
            Peer.Missing($"'{Location}' is not there; {Origin} gets it.");
        }

        return Location;
    }

    public override string ToString() => Name;
}
