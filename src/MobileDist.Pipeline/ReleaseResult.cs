namespace MobileDist.Pipeline;

/// <summary>One row of the table at the end of a run.</summary>
/// <param name="Release">The release's key: <c>demo-android</c>.</param>
/// <param name="App">The app's name; its key while that is not known.</param>
/// <param name="Platform"><c>android</c> or <c>ios</c>.</param>
/// <param name="Version">Version and build number: <c>1.2.3 (42)</c>; null while not known.</param>
/// <param name="What">What happened, a few words: <c>published</c>, <c>failed at Sign</c>.</param>
/// <param name="Failed">Whether it ended early.</param>
/// <param name="Package">Absolute path of the signed package; null when there is none.</param>
/// <param name="Link">The address of the install page; null when there is none.</param>
public sealed record ReleaseResult(string Release, string App, string Platform, string? Version, string What, bool Failed, string? Package, string? Link)
{
    /// <summary>What people call the version: <c>1.2.3</c>.</summary>
    public string? VersionName { get; init; }

    /// <summary>Version code or build number.</summary>
    public string? BuildNumber { get; init; }

    /// <summary>Absolute path of the QR code, a PNG; null when there is none.</summary>
    public string? QrCode { get; init; }

    /// <summary>Absolute path of the receipt; null when nothing has been written yet.</summary>
    public string? Receipt { get; init; }
}
