namespace MobileDist.Pipeline.Settings.Declaration;

/// <summary>One key of the settings file: what the reader accepts and what an editor shows.</summary>
/// <param name="Name">The key as written.</param>
/// <param name="Shape">What its value looks like.</param>
/// <param name="Description">For people who edit the file; full sentences.</param>
/// <param name="Default">What holds when the key is absent; null when nothing does.</param>
internal sealed record SettingsKey(string Name, SettingsShape Shape, string Description, string? Default = null);
