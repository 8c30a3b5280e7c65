namespace MobileDist.InstallLinks;

/// <summary>A store in <c>release.json</c>.</summary>
/// <param name="Title">As testers know it.</param>
/// <param name="Link">Where to install from; absent where each tester gets an invitation.</param>
internal sealed record ManifestStore(string Title, string? Link);
