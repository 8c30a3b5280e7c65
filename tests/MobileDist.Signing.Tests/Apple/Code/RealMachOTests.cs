using System.Text.Json;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Signing.Apple.Code;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>Files of other makers: signed by Apple's tools, by linkers and by nobody; thin and fat; from a few kilobytes to tens of megabytes.</summary>
[Category("Peer")]
public sealed class RealMachOTests
{
    private static readonly CodeFindingKind[] NobodysSignature = [CodeFindingKind.NoSignature, CodeFindingKind.NoCertificate];

    [TestCaseSource(typeof(RealMachOs), nameof(RealMachOs.All))]
    public async Task VerifyAsync_WhenReal_FindsNothingButThatNobodySignedIt(RealMachO real)
    {
        using var source = MachOFileSource.Open(real.Require());

        var findings = await MachOVerifier.VerifyAsync(source, new CodeExpectations { Name = real.Name, KnowsBundle = false }, CancellationToken.None);

        // Linkers pack their signatures in a way of their own.
        var linkers = findings.Any(finding => finding.Message.Contains("only the linker signed it", StringComparison.Ordinal));
        Assert.That(findings.Where(finding => !NobodysSignature.Contains(finding.Kind) && !(linkers && finding.Kind is CodeFindingKind.SignatureIrregular or CodeFindingKind.LayoutWrong)), Is.Empty);
        Assert.That(findings.IsEmpty, Is.EqualTo(real.IsSignedByCertificate));
    }

    [TestCaseSource(typeof(RealMachOs), nameof(RealMachOs.All))]
    public async Task SignAsync_WhenReal_VerifiesHereAndInPython(RealMachO real)
    {
        using var folder = new TestFolder();
        using var source = MachOFileSource.Open(real.Require());
        var request = CodeSample.Library() with { Name = real.Name, Entitlements = CodeSample.Entitlements };
        var path = folder.Combine("signed");
        await using (var output = File.Create(path))
        {
            await MachOSigner.SignAsync(source, output, request, CancellationToken.None);
        }

        using var signed = MachOFileSource.Open(path);
        var findings = await MachOVerifier.VerifyAsync(signed, CodeSample.Expecting(request), CancellationToken.None);
        var lines = Peer.Require("python3", "python").Run(TestMachO.Checker, path).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(findings, Is.Empty);
        Assert.That(lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("faults").GetArrayLength()), Is.All.Zero, string.Join('\n', lines));
    }

    [Test]
    public void For_WhenRealDeveloperId_IsTheRequirementThatCodesignWrote()
    {
        var real = RealMachOs.Known.First(known => known.IsSignedByCertificate);
        using var source = MachOFileSource.Open(real.Require());
        var file = MachOFile.Read(source, real.Name);
        var signature = EmbeddedSignature.Read(file, file.Slices[0])!;
        var cms = new System.Security.Cryptography.Pkcs.SignedCms();
        cms.Decode(signature.Cms!.Value.Span);
        var leaf = cms.SignerInfos[0].Certificate!;
        var issuer = cms.Certificates.Single(certificate => string.Equals(certificate.Subject, leaf.Issuer, StringComparison.Ordinal));
        var root = cms.Certificates.Single(certificate => string.Equals(certificate.Subject, issuer.Issuer, StringComparison.Ordinal));

        var set = RequirementWriter.WriteSet(DesignatedRequirement.For(signature.Identifier, [leaf, issuer, root]));

        Assert.That(Convert.ToHexString(set.Bytes.Span), Is.EqualTo(Convert.ToHexString(signature.Requirements!.Value.Span)));
    }
}
