namespace MobileDist.Pipeline;

/// <summary>What a <see cref="RunNote"/> is about.</summary>
public enum RunNoteKind
{
    /// <summary>A stage begins.</summary>
    Started = 0,

    /// <summary>Good to know.</summary>
    Information = 1,

    /// <summary>A line that the toolchain's build wrote.</summary>
    BuildOutput = 2,

    /// <summary>The stage is done.</summary>
    Done = 3,

    /// <summary>The stage had been done by an earlier run, and that was checked.</summary>
    TakenOver = 4,

    /// <summary>Not done, for a reason that is no error.</summary>
    Skipped = 5,

    /// <summary>Does not stop the release, but somebody should look.</summary>
    Warning = 6,

    /// <summary>The release ends here.</summary>
    Failed = 7,
}
