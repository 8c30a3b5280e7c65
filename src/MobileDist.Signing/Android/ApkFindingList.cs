using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>Collects findings from several threads, each sentence in one place; bounded, however broken the package is.</summary>
internal sealed class ApkFindingList
{
    private const int Most = 300;
    private readonly List<ApkFinding> _findings = [];
    private readonly HashSet<SignatureScheme> _failed = [];
    private readonly Lock _gate = new();

    /// <summary>What was found, entries in order of their names, so that threads do not decide it.</summary>
    public ImmutableArray<ApkFinding> ToImmutable()
    {
        lock (_gate)
        {
            return [.. _findings.OrderBy(finding => finding.Kind).ThenBy(finding => finding.Scheme).ThenBy(finding => finding.Entry, StringComparer.Ordinal)];
        }
    }

    public bool IsFine(SignatureScheme scheme)
    {
        lock (_gate)
        {
            return !_failed.Contains(scheme);
        }
    }

    public void NoSignature() => Add(ApkFindingKind.NoSignature, "The package is not signed by any scheme.");

    public void SchemeMissing(SignatureScheme scheme, int minSdk) => Add(
        ApkFindingKind.SchemeMissing, $"The package has no {Name(scheme)} signature, but devices from its minimum SDK '{minSdk}' on need one.", scheme);

    public void SchemeStripped(SignatureScheme stripped, SignatureScheme witness) => Add(
        ApkFindingKind.SchemeStripped, $"The {Name(witness)} signature says that the package was signed with {Name(stripped)} too, but that signature is gone.", witness);

    public void BlockMalformed(SignatureScheme? scheme, string what) => Add(ApkFindingKind.BlockMalformed, what, scheme);

    public void AlgorithmUnsupported(SignatureScheme scheme, IEnumerable<uint> ids) => Add(
        ApkFindingKind.AlgorithmUnsupported, $"The {Name(scheme)} signature is by no known algorithm: '{string.Join(", ", ids.Select(id => $"0x{id:x4}"))}'.", scheme);

    public void SignatureMismatch(SignatureScheme scheme, string detail, string? entry = null) => Add(
        ApkFindingKind.SignatureMismatch, $"The {Name(scheme)} signature does not match what it signs: {detail}.", scheme, entry);

    public void CertificateMalformed(SignatureScheme scheme, string detail) => Add(
        ApkFindingKind.CertificateMalformed, $"A certificate of the {Name(scheme)} signature does not parse: {detail}", scheme);

    public void CertificateMismatch(SignatureScheme scheme, string subject) => Add(
        ApkFindingKind.CertificateMismatch, $"The public key of the {Name(scheme)} signer is not that of its certificate '{subject}'.", scheme);

    public void SdkRangeMismatch(SignatureScheme scheme, int? min, int? max, (int Min, int Max) signed) => Add(
        ApkFindingKind.SdkRangeMismatch, $"The {Name(scheme)} signer says that it is for API levels '{min}' to '{max}', but signed '{signed.Min}' to '{signed.Max}'.", scheme);

    public void ContentDigestMismatch(SignatureScheme scheme, string hash) => Add(
        ApkFindingKind.ContentDigestMismatch, $"The package was changed after it was signed: its {hash} content digest is not the one in the {Name(scheme)} signature.", scheme);

    public void SignersDiffer(SignatureScheme scheme, SignatureScheme other) => Add(
        ApkFindingKind.SignersDiffer, $"The {Name(scheme)} and {Name(other)} signatures are by different certificates.", other);

    public void ManifestMissing(string signatureFile) => Add(
        ApkFindingKind.ManifestMissing, $"There is a '{signatureFile}', but no '{JarEntryNames.Manifest}'.", SignatureScheme.V1, signatureFile);

    public void ManifestMalformed(string entry, string detail) => Add(
        ApkFindingKind.ManifestMalformed, $"'{entry}' is malformed: {detail}", SignatureScheme.V1, entry);

    public void SignatureFileIncomplete(string entry, string missing) => Add(
        ApkFindingKind.SignatureFileIncomplete, $"There is a '{entry}', but no '{missing}' beside it.", SignatureScheme.V1, entry);

    public void ManifestDigestMismatch(string signatureFile) => Add(
        ApkFindingKind.ManifestDigestMismatch, $"'{JarEntryNames.Manifest}' was changed after '{signatureFile}' was signed.", SignatureScheme.V1, signatureFile);

    public void SectionDigestMismatch(string signatureFile, string entry) => Add(
        ApkFindingKind.SectionDigestMismatch, $"The section of '{entry}' in '{JarEntryNames.Manifest}' was changed after '{signatureFile}' was signed.", SignatureScheme.V1, entry);

    public void EntryNotCovered(string entry, string file) => Add(
        ApkFindingKind.EntryNotCovered, $"The entry '{entry}' is not covered by the v1 signature: '{file}' does not list it with a known digest.", SignatureScheme.V1, entry);

    public void EntryDigestMismatch(string entry) => Add(
        ApkFindingKind.EntryDigestMismatch, $"The entry '{entry}' was changed after it was signed.", SignatureScheme.V1, entry);

    public void EntryMissing(string entry) => Add(
        ApkFindingKind.EntryMissing, $"The entry '{entry}' was signed, but is gone.", SignatureScheme.V1, entry);

    public void EntryDamaged(string entry, string detail) => Add(ApkFindingKind.EntryDamaged, detail, SignatureScheme.V1, entry);

    public void EntryMisaligned(string entry, long offset) => Add(
        ApkFindingKind.EntryMisaligned, $"The stored entry '{entry}' begins at offset '{offset}', which is no multiple of 4.", entry: entry);

    public void LibraryMisaligned(string entry, long offset) => Add(
        ApkFindingKind.LibraryMisaligned, $"The native library '{entry}' begins at offset '{offset}', which is no multiple of 16384.", entry: entry);

    public void ResourcesPacked(string entry) => Add(
        ApkFindingKind.ResourcesPacked, $"'{entry}' is packed; Android 11 and later refuse that when the target SDK is 30 or higher.", entry: entry);

    /// <summary>What was found in an APK of a set.</summary>
    public void InApk(string apk, ApkFinding finding) => Add(finding.Kind, $"In '{apk}': {finding.Message}", finding.Scheme, apk);

    public void ApkMalformed(string apk, string what) => Add(ApkFindingKind.ApkMalformed, $"In '{apk}': {what}", entry: apk);

    public void ApkSignersDiffer(string apk, string signer, string other, string signerOfOther) => Add(
        ApkFindingKind.ApkSignersDiffer, $"'{apk}' is signed by the certificate '{signer}', but '{other}' by '{signerOfOther}'.", entry: apk);

    public void ApkIdentifiersDiffer(string apk, string identifier, string other, string identifierOfOther) => Add(
        ApkFindingKind.ApkIdentifiersDiffer, $"'{apk}' is of the app '{identifier}', but '{other}' of '{identifierOfOther}'.", entry: apk);

    public void ApkVersionCodesDiffer(string apk, string code, string other, string codeOfOther) => Add(
        ApkFindingKind.ApkVersionCodesDiffer, $"'{apk}' has the version code '{code}', but '{other}' has '{codeOfOther}'.", entry: apk);

    private static string Name(SignatureScheme scheme) => ApkSigningFaults.Name(scheme);

    private void Add(ApkFindingKind kind, string message, SignatureScheme? scheme = null, string? entry = null)
    {
        lock (_gate)
        {
            if (scheme is { } failed)
            {
                _failed.Add(failed);
            }

            if (_findings.Count < Most)
            {
                _findings.Add(new ApkFinding(kind, message, scheme, entry));
            }
        }
    }
}
