using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Verifies the CMS of a signature: its form, what it signs, who signed it, and the requirement on that.</summary>
internal sealed class CmsVerification
{
    private readonly EmbeddedSignature _signature;
    private readonly CodeExpectations _expected;
    private readonly bool _isMobile;
    private readonly CodeFindingList _findings;

    private CmsVerification(EmbeddedSignature signature, CodeExpectations expected, bool isMobile, CodeFindingList findings)
    {
        _signature = signature;
        _expected = expected;
        _isMobile = isMobile;
        _findings = findings;
    }

    public static void Check(EmbeddedSignature signature, CodeExpectations expected, bool isMobile, CodeFindingList findings)
    {
        if (signature.Cms is { } cms)
        {
            new CmsVerification(signature, expected, isMobile, findings).Run(cms);
        }
        else
        {
            findings.Add(CodeFindingKind.NoCertificate, signature.Primary.IsLinkerSigned ? "only the linker signed it" : "its signature is ad hoc, by nobody's certificate");
        }
    }

    private void Run(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(_signature.Primary.Blob.Bytes.ToArray()), detached: true);
            cms.Decode(bytes.Span);
            if (CmsForm.FaultOf(bytes, _isMobile) is { } fault)
            {
                _findings.Add(CodeFindingKind.CmsMalformed, $"its CMS {fault}");
            }

            if (cms.SignerInfos.Count != 1)
            {
                _findings.Add(CodeFindingKind.CmsMalformed, $"its CMS has '{cms.SignerInfos.Count}' signers, and has to have one");
                return;
            }

            CheckSigner(cms, cms.SignerInfos[0]);
        }
        catch (Exception error) when (CryptographicFailure.Is(error) || error is AsnContentException or InvalidOperationException)
        {
            _findings.Add(CodeFindingKind.CmsMalformed, $"its CMS cannot be read: {error.Message.TrimEnd('.')}");
        }
    }

    private void CheckSigner(SignedCms cms, SignerInfo signer)
    {
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
        }
        catch (Exception error) when (CryptographicFailure.Is(error))
        {
            _findings.Add(CodeFindingKind.CmsSignatureMismatch, $"its CMS does not verify against its {_signature.Primary.HashType} CodeDirectory: {error.Message.TrimEnd('.')}");
        }

        CheckAttributes(signer);
        if (signer.Certificate is not { } leaf)
        {
            _findings.Add(CodeFindingKind.ChainUntrusted, "its CMS lacks the certificate of its signer");
            return;
        }

        var chain = ChainOf(leaf, cms.Certificates);
        var isTrusted = CheckChain(chain);
        CheckLeaf(leaf, chain, SigningTimeOf(signer));
        CheckRequirement(new RequirementEvaluation(_signature, chain, isTrusted));
    }

    private void CheckAttributes(SignerInfo signer)
    {
        var ordered = _signature.CodeDirectories.OrderBy(directory => directory.HashType).ToImmutableArray();
        var lists = ValuesOf(signer, CodeCmsOids.CdHashes);
        if (lists.Length != 1 || ReadCdHashes(lists[0]) is not { } hashes || !hashes.Items.SequenceEqual(ordered.Select(directory => new PropertyListData(directory.CdHash))))
        {
            _findings.Add(CodeFindingKind.CdHashMismatch, $"the attribute {CodeCmsOids.CdHashes} of its CMS does not list the cdhashes of its CodeDirectories");
        }

        // Older tools left this one out, or named only one directory; macOS alone insists on it.
        var wholes = ValuesOf(signer, CodeCmsOids.CdHashes2);
        var right = CodeCmsAttributes.CdHashes2(ordered);
        if (!wholes.IsEmpty && (wholes.Length != right.Length || !wholes.All(value => right.Any(whole => value.AsSpan().SequenceEqual(whole)))))
        {
            _findings.Add(CodeFindingKind.CdHashMismatch, $"the attribute {CodeCmsOids.CdHashes2} of its CMS does not hold the digests of its CodeDirectories");
        }
    }

    private static PropertyListArray? ReadCdHashes(byte[] value)
    {
        try
        {
            var list = new AsnReader(value, AsnEncodingRules.BER).ReadOctetString();
            return PropertyList.ReadDictionary(list, "cdhashes").Find("cdhashes") as PropertyListArray;
        }
        catch (Exception error) when (error is AsnContentException or DistributionException)
        {
            return null;
        }
    }

    private static ImmutableArray<byte[]> ValuesOf(SignerInfo signer, string oid) => [.. signer.SignedAttributes
        .Cast<CryptographicAttributeObject>()
        .Where(attribute => string.Equals(attribute.Oid?.Value, oid, StringComparison.Ordinal))
        .SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>().Select(value => value.RawData))];

    private static DateTimeOffset? SigningTimeOf(SignerInfo signer) => signer.SignedAttributes
        .Cast<CryptographicAttributeObject>()
        .SelectMany(attribute => attribute.Values.OfType<Pkcs9SigningTime>())
        .Select(time => (DateTimeOffset?)new DateTimeOffset(DateTime.SpecifyKind(time.SigningTime, DateTimeKind.Utc)))
        .FirstOrDefault();

    private static ImmutableArray<X509Certificate2> ChainOf(X509Certificate2 leaf, X509Certificate2Collection others)
    {
        var chain = ImmutableArray.CreateBuilder<X509Certificate2>();
        for (var next = leaf; next is not null && chain.Count < 10;)
        {
            chain.Add(next);
            var issuer = next.IssuerName.RawData;
            next = issuer.AsSpan().SequenceEqual(next.SubjectName.RawData) ? null : others.FirstOrDefault(other => issuer.AsSpan().SequenceEqual(other.SubjectName.RawData));
        }

        return chain.ToImmutable();
    }

    private bool CheckChain(ImmutableArray<X509Certificate2> chain)
    {
        switch (AppleChain.Inspect(chain, _expected.TrustedRoots, _expected.Now))
        {
            case AppleChain.Apples or AppleChain.Named:
                return true;
            case AppleChain.Incomplete(var last):
                _findings.Add(CodeFindingKind.ChainUntrusted, $"its CMS lacks the issuer of the certificate '{AppleCertificateFacts.ShownName(last)}'");
                return false;
            case AppleChain.Foreign(var root):
                _findings.Add(CodeFindingKind.ChainUntrusted, $"its certificates lead to '{AppleCertificateFacts.ShownName(root)}', which is no root of Apple's");
                return false;
            case AppleChain.Broken(var reason):
                _findings.Add(CodeFindingKind.ChainUntrusted, $"its certificates do not hold together: {reason}");
                return false;
            default:
                return false;
        }
    }

    private void CheckLeaf(X509Certificate2 leaf, ImmutableArray<X509Certificate2> chain, DateTimeOffset? signedAt)
    {
        (string When, DateTimeOffset? Time)[] times = [("when it was signed", signedAt), ("now", _expected.Now)];
        foreach (var (when, time) in times)
        {
            if (time is { } at && (at.UtcDateTime < leaf.NotBefore.ToUniversalTime() || at.UtcDateTime > leaf.NotAfter.ToUniversalTime()))
            {
                _findings.Add(
                    CodeFindingKind.CertificateNotValid,
                    $"the certificate '{AppleCertificateFacts.ShownName(leaf)}' is valid from '{leaf.NotBefore.ToUniversalTime():u}' to '{leaf.NotAfter.ToUniversalTime():u}', which does not hold {when}, at '{at.UtcDateTime:u}'");
            }
        }

        if (signedAt > _expected.Now)
        {
            _findings.Add(CodeFindingKind.CertificateNotValid, $"its signing time '{signedAt:u}' is in the future");
        }

        if (!_isMobile)
        {
            return;
        }

        var kind = AppleCertificateFacts.Kind(leaf);
        if (!AppleCertificateFacts.AllowsCodeSigning(leaf) || kind is not (AppleCertificateKind.Development or AppleCertificateKind.Distribution or AppleCertificateKind.TestFlight))
        {
            _findings.Add(CodeFindingKind.CertificateUnfit, $"the certificate '{AppleCertificateFacts.ShownName(leaf)}' is not for signing iOS apps");
        }

        if (chain.Skip(1).Any(AppleCertificateFacts.IsDeveloperRelations) && !string.Equals(AppleCertificateFacts.TeamId(leaf), _signature.TeamId, StringComparison.Ordinal))
        {
            _findings.Add(CodeFindingKind.TeamMismatch, $"it is signed for team '{_signature.TeamId}', and its certificate is that of '{AppleCertificateFacts.TeamId(leaf)}'");
        }
    }

    private void CheckRequirement(RequirementEvaluation evaluation)
    {
        RequirementExpression? designated;
        try
        {
            designated = _signature.ReadRequirements().Designated;
        }
        catch (DistributionException refusal)
        {
            _findings.Add(CodeFindingKind.RequirementsMalformed, refusal);
            return;
        }

        if (designated is null)
        {
            _findings.Add(CodeFindingKind.RequirementsMalformed, "it has no designated requirement");
        }
        else if (evaluation.Evaluate(designated) != true)
        {
            _findings.Add(CodeFindingKind.RequirementNotMet, $"it does not meet its own designated requirement '{ShownRequirement.Of(designated)}'");
        }
    }
}
