namespace MobileDist.Pipeline;

/// <summary>Something that a run has to say while it goes on; secrets are taken out already.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Release">The release's key: <c>demo-android</c>.</param>
/// <param name="Stage">At which station.</param>
/// <param name="Text">One sentence, or a line of the build.</param>
/// <param name="Fault">With its details and remedy, for warnings and failures.</param>
public sealed record RunNote(RunNoteKind Kind, string Release, StageName Stage, string Text, Fault? Fault = null);
