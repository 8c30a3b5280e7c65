namespace MobileDist.InstallLinks;

/// <summary>How much a note matters.</summary>
public enum NoteKind
{
    /// <summary>Good to know.</summary>
    Information = 0,

    /// <summary>Something will not work, or not last.</summary>
    Warning = 1,
}
