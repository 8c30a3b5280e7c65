namespace MobileDist.InstallLinks;

/// <summary>The app in <c>release.json</c>.</summary>
/// <param name="Identifier">Application id or bundle identifier.</param>
/// <param name="Label">The app's name.</param>
/// <param name="Platform"><c>android</c> or <c>ios</c>.</param>
/// <param name="Version">What people call the version; absent when the package has none.</param>
/// <param name="BuildNumber">Version code or build number.</param>
/// <param name="MinimumOs">API level or iOS version.</param>
internal sealed record ManifestApp(string Identifier, string Label, string Platform, string? Version, string BuildNumber, string MinimumOs);
