namespace MobileDist.InstallLinks;

/// <summary>What the terminal can show.</summary>
/// <param name="Ansi">Colours by escape sequences, so that a QR code is black on white whatever the theme.</param>
/// <param name="Unicode">Block characters, two rows of modules in one line.</param>
public readonly record struct TerminalCapabilities(bool Ansi, bool Unicode);
