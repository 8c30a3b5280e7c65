namespace MobileDist.InstallLinks;

/// <summary>A sentence for the tester, shown near the install button; plain text.</summary>
public sealed record InstallNote(NoteKind Kind, string Text);
