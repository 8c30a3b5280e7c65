namespace MobileDist.Signing.Apple.Code;

/// <summary>One thing that <see cref="MachOVerifier"/> found.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Message">One sentence that names file, slice, page or slot.</param>
/// <param name="Slice">The slice by its CPU, <c>arm64</c>; null when it is about the whole file.</param>
public sealed record CodeFinding(CodeFindingKind Kind, string Message, string? Slice = null)
{
    /// <summary>What a device says or does on account of it, as far as that is known.</summary>
    public string OnDevice => Kind switch
    {
        CodeFindingKind.NoSignature => "0xe800801c \"No code signature found.\"",
        CodeFindingKind.VersionTooOld or CodeFindingKind.EntitlementsIncomplete => "0xe8008029 \"The code signature version is no longer supported.\"",
        CodeFindingKind.SpecialSlotMismatch or CodeFindingKind.SpecialSlotWithoutContent or CodeFindingKind.ContentWithoutSpecialSlot =>
            "0xe8008014 \"The executable contains an invalid signature.\" or 0xe8008017 \"A signed resource has been added, modified, or deleted.\"",
        CodeFindingKind.EntitlementsOnLibrary => "0xe8008016 \"The executable was signed with invalid entitlements.\"",
        CodeFindingKind.EntitlementsMalformed => "the app installs, but does not start on new systems",
        CodeFindingKind.ChainUntrusted or CodeFindingKind.CertificateNotValid => "0xe8008018 \"The identity used to sign the executable is no longer valid.\"",
        CodeFindingKind.NoCertificate or CodeFindingKind.CertificateUnfit => "0xe8008019 \"The application does not have a valid signature.\"",
        CodeFindingKind.IdentifierMismatch => "0xe80000c5, bundle and signing identifier differ",
        CodeFindingKind.TeamMismatch => "the app does not start: different Team IDs",
        CodeFindingKind.Encrypted => "the app does not start",
        _ => "0xe8008014 \"The executable contains an invalid signature.\"",
    };
}
