namespace MobileDist.Signing.Apple.Code;

/// <summary>Everything that <see cref="MachOVerifier"/> can find. Closed: what is none of these verifies.</summary>
public enum CodeFindingKind
{
    /// <summary>The file is no Mach-O file, or a broken one.</summary>
    FileMalformed = 0,

    /// <summary>A slice has no signature.</summary>
    NoSignature = 1,

    /// <summary>A slice is encrypted by FairPlay.</summary>
    Encrypted = 2,

    /// <summary>A signature cannot be read.</summary>
    SignatureMalformed = 3,

    /// <summary>The parts of a signature are not packed as codesign packs them, or something lies where zeros belong.</summary>
    SignatureIrregular = 4,

    /// <summary>The signature is not the last thing in its slice, or slices are not placed as they have to be.</summary>
    LayoutWrong = 5,

    /// <summary>The signature is of a version that iOS no longer takes.</summary>
    VersionTooOld = 6,

    /// <summary>A CodeDirectory says something that iOS refuses, or that does not fit the file.</summary>
    DirectoryInvalid = 7,

    /// <summary>Two CodeDirectories of a slice, or the signatures of two slices, say different things.</summary>
    DirectoriesDiffer = 8,

    /// <summary>A page of code was changed after it was signed.</summary>
    PageModified = 9,

    /// <summary>What a special slot hashes was changed after it was signed.</summary>
    SpecialSlotMismatch = 10,

    /// <summary>A special slot hashes something that is not there.</summary>
    SpecialSlotWithoutContent = 11,

    /// <summary>Something is there that its special slot does not hash.</summary>
    ContentWithoutSpecialSlot = 12,

    /// <summary>Entitlements cannot be read, or are in a form that iOS refuses.</summary>
    EntitlementsMalformed = 13,

    /// <summary>There are XML entitlements without the DER form, or the reverse.</summary>
    EntitlementsIncomplete = 14,

    /// <summary>The two forms of the entitlements say different things.</summary>
    EntitlementsDiffer = 15,

    /// <summary>A library carries entitlements.</summary>
    EntitlementsOnLibrary = 16,

    /// <summary>What the signature says of the executable segment does not fit the file or its entitlements.</summary>
    ExecutableSegmentWrong = 17,

    /// <summary>The signature is ad hoc: nobody's certificate stands for it.</summary>
    NoCertificate = 18,

    /// <summary>The CMS cannot be read, or is of another form than codesign's.</summary>
    CmsMalformed = 19,

    /// <summary>The CMS does not verify against the CodeDirectory.</summary>
    CmsSignatureMismatch = 20,

    /// <summary>The attributes with the cdhashes do not fit the CodeDirectories.</summary>
    CdHashMismatch = 21,

    /// <summary>The certificates do not lead to a trusted root.</summary>
    ChainUntrusted = 22,

    /// <summary>A certificate was not valid when the signature was made, or is not valid now.</summary>
    CertificateNotValid = 23,

    /// <summary>The certificate is not for signing iOS apps.</summary>
    CertificateUnfit = 24,

    /// <summary>The requirements cannot be read or are missing.</summary>
    RequirementsMalformed = 25,

    /// <summary>The code does not meet its own designated requirement.</summary>
    RequirementNotMet = 26,

    /// <summary>The identifier is not the expected one.</summary>
    IdentifierMismatch = 27,

    /// <summary>The team is not the expected one, or not that of the certificate.</summary>
    TeamMismatch = 28,
}
