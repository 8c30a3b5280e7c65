using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Signing.Apple.Code;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>One deliberate fault each.</summary>
public sealed class MachOVerifierTests
{
    private readonly CodeExpectations _expected = CodeSample.Expecting(CodeSample.App());

    [Test]
    public async Task VerifyAsync_WhenNotMachO_SaysSo() => Assert.That(
        KindsOf(await CodeSample.VerifyAsync(Encoding.ASCII.GetBytes("#!/bin/sh\nexit 0\n"), _expected)), Is.EqualTo(new[] { CodeFindingKind.FileMalformed }));

    [Test]
    public async Task VerifyAsync_WhenUnsigned_SaysSo()
    {
        var findings = await CodeSample.VerifyAsync(TestMachO.Read(TestMachO.App), _expected);

        Assert.That(KindsOf(findings), Is.EqualTo(new[] { CodeFindingKind.NoSignature }));
        Assert.That(findings[0].Message, Is.EqualTo("'Demo' (arm64): it is not signed."));
        Assert.That(findings[0].OnDevice, Does.Contain("0xe800801c"));
    }

    [Test]
    public async Task VerifyAsync_WhenOnlyTheLinkerSigned_SaysSo() => Assert.That(
        (await CodeSample.VerifyAsync(TestMachO.Read(TestMachO.LinkerSigned), _expected)).Select(finding => finding.Message), Has.Some.EndsWith("only the linker signed it."));

    [Test]
    public async Task VerifyAsync_WhenInfoPlistChanged_NamesIt()
    {
        var findings = await VerifyAsync(CodeSample.App(), _expected with { InfoPlist = Encoding.UTF8.GetBytes("<plist/>") });

        Assert.That(findings.Single().Message, Is.EqualTo("'Demo' (arm64): the Info.plist changed after signing: the Sha256 digest in slot -1 is another one."));
    }

    [Test]
    public async Task VerifyAsync_WhenCodeResourcesAreGone_NamesThem() => Assert.That(
        KindsOf(await VerifyAsync(CodeSample.App(), _expected with { CodeResources = null })), Is.EqualTo(new[] { CodeFindingKind.SpecialSlotWithoutContent }));

    [Test]
    public async Task VerifyAsync_WhenInfoPlistIsNotCovered_SaysSo() => Assert.That(
        KindsOf(await VerifyAsync(CodeSample.App() with { InfoPlist = null }, _expected)), Is.EqualTo(new[] { CodeFindingKind.ContentWithoutSpecialSlot }));

    [Test]
    public async Task VerifyAsync_WhenBundleIsNotKnown_LooksAtNeither() => Assert.That(
        await VerifyAsync(CodeSample.App(), _expected with { InfoPlist = null, CodeResources = null, KnowsBundle = false }), Is.Empty);

    [Test]
    public async Task VerifyAsync_WhenIdentifierIsAnother_SaysSo() => Assert.That(
        KindsOf(await VerifyAsync(CodeSample.App() with { Identifier = "com.example.other" }, _expected)), Is.EqualTo(new[] { CodeFindingKind.IdentifierMismatch }));

    [Test]
    public async Task VerifyAsync_WhenTeamIsAnother_SaysSo()
    {
        var findings = await VerifyAsync(CodeSample.App() with { Signer = CodeSample.SignerOf(CodeSample.Authority.OtherTeam) }, _expected);

        Assert.That(findings.Single().Message, Is.EqualTo("'Demo' (arm64): it is signed for team 'OTHER98765', and has to be for 'TEAM123456'."));
    }

    [Test]
    public async Task VerifyAsync_WhenTeamIsNotTheCertificates_SaysSo()
    {
        var request = CodeSample.App();

        Assert.That(
            KindsOf(await VerifyAsync(request with { Signer = request.Signer with { TeamId = "AAAAAAAAAA" } }, _expected with { TeamId = null })),
            Is.EqualTo(new[] { CodeFindingKind.TeamMismatch }));
    }

    [Test]
    public async Task VerifyAsync_WhenCertificateExpired_SaysWhen()
    {
        var findings = await VerifyAsync(CodeSample.App() with { Signer = CodeSample.SignerOf(CodeSample.Authority.Expired) }, _expected);

        Assert.That(KindsOf(findings), Is.EqualTo(new[] { CodeFindingKind.CertificateNotValid, CodeFindingKind.CertificateNotValid }));
        Assert.That(findings.Select(finding => finding.Message), Has.Some.Contains("when it was signed").And.Some.Contains("now"));
    }

    [Test]
    public async Task VerifyAsync_WhenSignedInTheFuture_SaysSo() => Assert.That(
        KindsOf(await VerifyAsync(CodeSample.App() with { SigningTime = AppleTestAuthority.Now.AddDays(1) }, _expected)), Is.EqualTo(new[] { CodeFindingKind.CertificateNotValid }));

    [Test]
    public async Task VerifyAsync_WhenCertificateHasNoMarker_SaysSo() => Assert.That(
        KindsOf(await VerifyAsync(CodeSample.App() with { Signer = CodeSample.SignerOf(CodeSample.Authority.WithoutMarker) }, _expected)), Does.Contain(CodeFindingKind.CertificateUnfit));

    [Test]
    public async Task VerifyAsync_WhenRootIsNotTrusted_SaysSo()
    {
        var findings = await VerifyAsync(CodeSample.App(), _expected with { TrustedRoots = [] });

        Assert.That(KindsOf(findings), Is.EqualTo(new[] { CodeFindingKind.ChainUntrusted, CodeFindingKind.RequirementNotMet }));
        Assert.That(findings[0].Message, Does.Contain("Demo Root CA").And.Contain("no root of Apple's"));
    }

    [Test]
    public async Task VerifyAsync_WhenChainIsIncomplete_NamesWhatIsMissing()
    {
        var request = CodeSample.App();
        var signer = request.Signer with { Chain = request.Signer.Chain[..1] };

        var findings = await VerifyAsync(request with { Signer = signer }, _expected);

        Assert.That(KindsOf(findings), Does.Contain(CodeFindingKind.ChainUntrusted));
        Assert.That(findings.Select(finding => finding.Message), Has.Some.Contains("lacks the issuer of the certificate"));
    }

    [Test]
    public async Task VerifyAsync_WhenSlicesAreOfDifferentTeams_SaysSo()
    {
        var own = await CodeSample.SignAsync(TestMachO.Read(TestMachO.Library), CodeSample.Library());
        var other = await CodeSample.SignAsync(TestMachO.Read(TestMachO.Watch), CodeSample.Library() with { Signer = CodeSample.SignerOf(CodeSample.Authority.OtherTeam) });

        var findings = await CodeSample.VerifyAsync(Fat(own, other), CodeSample.Expecting(CodeSample.Library()) with { TeamId = null });

        Assert.That(findings.Single().Message, Does.Contain("by team 'TEAM123456', another as").And.EndsWith("by team 'OTHER98765'."));
    }

    [Test]
    public async Task VerifyAsync_WhenFat64_SaysThatNoDeviceReadsIt()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.Library), CodeSample.Library());

        Assert.That(KindsOf(await CodeSample.VerifyAsync(TestMachO.Fat64(signed), CodeSample.Expecting(CodeSample.Library()))), Is.EqualTo(new[] { CodeFindingKind.LayoutWrong }));
    }

    [Test]
    public async Task VerifyAsync_WhenEntitlementsAreOfTheOldForm_SaysSo()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App());
        signed[IndexOf(signed, [0xb0, 0x81, 0xb8])] = 0x31;

        var findings = await CodeSample.VerifyAsync(signed, _expected);

        Assert.That(KindsOf(findings), Does.Contain(CodeFindingKind.EntitlementsMalformed).And.Contain(CodeFindingKind.SpecialSlotMismatch));
    }

    [Test]
    public async Task VerifyAsync_WhenALibraryCarriesEntitlements_SaysSo()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App());
        BinaryPrimitives.WriteUInt32LittleEndian(signed.AsSpan(12), (uint)MachOFileType.Dylib);

        Assert.That(KindsOf(await CodeSample.VerifyAsync(signed, _expected)), Does.Contain(CodeFindingKind.EntitlementsOnLibrary));
    }

    [Test]
    public void OnDevice_WhenAnyKind_SaysSomething() => Assert.That(
        Enum.GetValues<CodeFindingKind>().Select(kind => new CodeFinding(kind, "").OnDevice), Is.All.Not.Empty);

    [Test]
    public void Evaluate_WhenOperatorIsUnknown_DoesNotGuess()
    {
        var file = MachOFile.Read(new MachOMemorySource(TestMachO.Read(TestMachO.LinkerSigned)), "app");
        var evaluation = new RequirementEvaluation(EmbeddedSignature.Read(file, file.Slices[0])!, [.. CodeSample.Authority.Distribution.CreateChain()], isTrusted: true);
        RequirementExpression unknown = new RequirementExpression.Other("notarized");
        var no = new RequirementExpression.Constant(false);
        var yes = new RequirementExpression.Constant(true);

        Assert.That(evaluation.Evaluate(unknown), Is.Null);
        Assert.That(evaluation.Evaluate(new RequirementExpression.And(unknown, no)), Is.False);
        Assert.That(evaluation.Evaluate(new RequirementExpression.And(yes, unknown)), Is.Null);
        Assert.That(evaluation.Evaluate(new RequirementExpression.Or(unknown, yes)), Is.True);
        Assert.That(evaluation.Evaluate(new RequirementExpression.Not(no)), Is.True);
        Assert.That(evaluation.Evaluate(new RequirementExpression.CertificateField(0, "subject.OU", new RequirementMatch(RequirementMatchKind.BeginsWith, "TEAM"))), Is.True);
        Assert.That(evaluation.Evaluate(new RequirementExpression.CertificateField(7, "subject.OU", new RequirementMatch(RequirementMatchKind.Exists, ""))), Is.False);
    }

    private static async Task<ImmutableArray<CodeFinding>> VerifyAsync(CodeSigningRequest request, CodeExpectations expected) =>
        await CodeSample.VerifyAsync(await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request), expected);

    private static IEnumerable<CodeFindingKind> KindsOf(ImmutableArray<CodeFinding> findings) => findings.Select(finding => finding.Kind);

    private static int IndexOf(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part);

    /// <summary>The fat file of two thin ones, in the form that devices read.</summary>
    private static byte[] Fat(params byte[][] slices)
    {
        var wide = TestMachO.Fat64(slices);
        var fat = new byte[wide.Length];
        wide.AsSpan(0x4000).CopyTo(fat.AsSpan(0x4000));
        BinaryPrimitives.WriteUInt32BigEndian(fat, 0xcafebabe);
        wide.AsSpan(4, 4).CopyTo(fat.AsSpan(4));
        for (var i = 0; i < slices.Length; i++)
        {
            var from = wide.AsSpan(8 + (32 * i));
            var to = fat.AsSpan(8 + (20 * i));
            from[..8].CopyTo(to);
            from.Slice(12, 4).CopyTo(to[8..]);
            from.Slice(20, 4).CopyTo(to[12..]);
            from.Slice(24, 4).CopyTo(to[16..]);
        }

        return fat;
    }
}
