namespace MobileDist.Pipeline;

/// <summary>A published site folder.</summary>
/// <param name="Release">The release's key: <c>demo-android</c>.</param>
/// <param name="Folder">Absolute path.</param>
public sealed record ReleaseSite(string Release, string Folder);
