namespace MobileDist.Build;

/// <summary>One release in the table at the end.</summary>
/// <param name="App">The app's name.</param>
/// <param name="Platform">Android, iOS.</param>
/// <param name="Version">Version and build number, as shown to people.</param>
/// <param name="Outcome">What happened: published, skipped with the reason, failed with the headline.</param>
/// <param name="Package">Where the package is; null when there is none.</param>
/// <param name="Link">Where testers get it; null when nowhere.</param>
public sealed record ReleaseRow(string App, string Platform, string Version, string Outcome, string? Package = null, string? Link = null);
