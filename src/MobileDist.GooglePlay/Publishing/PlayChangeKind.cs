namespace MobileDist.GooglePlay;

/// <summary>What a publication changed or had to do otherwise.</summary>
public enum PlayChangeKind
{
    /// <summary>The package was uploaded.</summary>
    PackageUploaded = 0,

    /// <summary>Google had the very same package already.</summary>
    PackageReused = 1,

    /// <summary>The subject is the track.</summary>
    TrackCreated = 2,

    /// <summary>The subject is the name of the release that the track no longer serves.</summary>
    ReleaseReplaced = 3,

    /// <summary>The subject is the group.</summary>
    GroupAdded = 4,

    /// <summary>The subject is the group.</summary>
    GroupRemoved = 5,

    /// <summary>The subject is the language whose text was too long.</summary>
    NotesCut = 6,

    /// <summary>The app's setup is not finished, so the release is a draft.</summary>
    MadeDraft = 7,

    /// <summary>Google asked for it: the changes wait in the Play Console until somebody sends them for review.</summary>
    HeldForReview = 8,

    /// <summary>Google asked for it: the changes were sent for review although they were to wait.</summary>
    SentForReview = 9,

    MappingUploaded = 10,

    NativeSymbolsUploaded = 11,

    /// <summary>Another edit ended ours and all was done again.</summary>
    EditRestarted = 12,
}
