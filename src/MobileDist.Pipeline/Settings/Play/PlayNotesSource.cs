namespace MobileDist.Pipeline.Settings.Play;

/// <summary>Where what testers read comes from.</summary>
/// <param name="Language">As Play writes it, <c>en-US</c>; null for the app's default language, or for all files of a folder.</param>
/// <param name="Path">A file, or a folder with a file per language, absolute; null for the pull request's text.</param>
internal sealed record PlayNotesSource(string? Language, string? Path);
