namespace MobileDist.GooglePlay;

/// <summary>
/// How far a publication got: plain data that the caller keeps, so that a later run goes on. It holds no address of an
/// upload, for whoever knows one may write to it.
/// </summary>
public sealed record PlayRecord
{
    public required string PackageName { get; init; }

    public required string Track { get; init; }

    /// <summary>SHA-256 of the package, lower case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>Null while nothing is open.</summary>
    public string? EditId { get; init; }

    /// <summary>The version code under which Google has the package, in the edit or since its commit; null before.</summary>
    public int? VersionCode { get; init; }

    /// <summary>Whether the mapping is in the edit.</summary>
    public bool HasMapping { get; init; }

    /// <summary>Whether the native symbols are in the edit.</summary>
    public bool HasNativeSymbols { get; init; }

    /// <summary>Whether a commit was begun: if nothing is known of its end, it is looked up.</summary>
    public bool IsCommitBegun { get; init; }

    /// <summary>What was committed, as <see cref="PlanDigest"/>: with another plan there is more to do. Null before.</summary>
    public string? Wanted { get; init; }

    /// <summary>Whether the commit is known to have succeeded.</summary>
    public bool IsCommitted { get; init; }

    /// <summary>The same package and track without an edit: to begin anew.</summary>
    internal PlayRecord WithoutEdit() => new() { PackageName = PackageName, Track = Track, Digest = Digest };
}
