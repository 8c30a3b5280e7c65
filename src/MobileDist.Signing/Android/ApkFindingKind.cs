namespace MobileDist.Signing.Android;

/// <summary>Everything that <see cref="ApkVerifier"/>, <see cref="BundleVerifier"/> and <see cref="ApkSetVerifier"/> can find. Closed: what is none of these verifies.</summary>
public enum ApkFindingKind
{
    /// <summary>No scheme signs the package.</summary>
    NoSignature = 0,

    /// <summary>A scheme that devices from the minimum SDK on need is missing.</summary>
    SchemeMissing = 1,

    /// <summary>A scheme was there when the package was signed and is gone.</summary>
    SchemeStripped = 2,

    /// <summary>The signing block, or a signer in it, is malformed.</summary>
    BlockMalformed = 3,

    /// <summary>No signature of a signer is by an algorithm that is known.</summary>
    AlgorithmUnsupported = 4,

    /// <summary>A signature does not match what it is over.</summary>
    SignatureMismatch = 5,

    /// <summary>A certificate does not parse.</summary>
    CertificateMalformed = 6,

    /// <summary>A signer's public key is not the one of its certificate.</summary>
    CertificateMismatch = 7,

    /// <summary>The API levels inside and outside of a signer's signed data differ.</summary>
    SdkRangeMismatch = 8,

    /// <summary>The bytes of the package are not those that were signed.</summary>
    ContentDigestMismatch = 9,

    /// <summary>Two schemes are signed by different certificates.</summary>
    SignersDiffer = 10,

    /// <summary>v1: <c>MANIFEST.MF</c> is missing.</summary>
    ManifestMissing = 11,

    /// <summary>v1: <c>MANIFEST.MF</c> or a signature file is malformed.</summary>
    ManifestMalformed = 12,

    /// <summary>v1: a signature file has no signature block beside it, or the other way round.</summary>
    SignatureFileIncomplete = 13,

    /// <summary>v1: the signature file is not for this <c>MANIFEST.MF</c>.</summary>
    ManifestDigestMismatch = 14,

    /// <summary>v1: the signature file is not for this section of <c>MANIFEST.MF</c>.</summary>
    SectionDigestMismatch = 15,

    /// <summary>v1: an entry is not covered by the signature.</summary>
    EntryNotCovered = 16,

    /// <summary>v1: an entry's data is not what was signed.</summary>
    EntryDigestMismatch = 17,

    /// <summary>v1: an entry that was signed is gone.</summary>
    EntryMissing = 18,

    /// <summary>An entry does not unpack to what it claims.</summary>
    EntryDamaged = 19,

    /// <summary>Warning: a stored entry does not begin at a multiple of 4.</summary>
    EntryMisaligned = 20,

    /// <summary>Warning: a stored native library does not begin at a multiple of 16 KiB.</summary>
    LibraryMisaligned = 21,

    /// <summary>Warning: <c>resources.arsc</c> is packed, which Android 11 refuses from target SDK 30 on.</summary>
    ResourcesPacked = 22,

    /// <summary>Of a set: an APK in it is damaged or malformed.</summary>
    ApkMalformed = 23,

    /// <summary>Of a set: two APKs in it are signed by different certificates.</summary>
    ApkSignersDiffer = 24,

    /// <summary>Of a set: two APKs in it are of different apps.</summary>
    ApkIdentifiersDiffer = 25,

    /// <summary>Of a set: two APKs in it have different version codes.</summary>
    ApkVersionCodesDiffer = 26,
}
