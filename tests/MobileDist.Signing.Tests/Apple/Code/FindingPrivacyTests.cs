using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Signing.Apple.Code;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>Findings end up in logs and comments: a developer's certificate is named there without the developer.</summary>
public sealed class FindingPrivacyTests
{
    private static readonly AppleTestCertificate Developer = new()
    {
        CommonName = "Apple Development: Jane Doe (DEV1234567)", Markers = [AppleTestOids.Development, AppleTestOids.MacDevelopment],
    };

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("expired", CodeFindingKind.CertificateNotValid, Developer with { From = AppleTestAuthority.Now.AddYears(-1), To = AppleTestAuthority.Now.AddDays(-1) });
        yield return Fault("not for code", CodeFindingKind.CertificateUnfit, Developer with { Usage = null });
        yield return Fault("an extension that is not understood", CodeFindingKind.ChainUntrusted, Developer with { Markers = [AppleTestOids.Development, "1.2.3.4"] });
        yield return Fault("without its issuer", CodeFindingKind.ChainUntrusted, Developer, issuers: 0);
        yield return Fault("under a foreign root", CodeFindingKind.RequirementNotMet, Developer, isTrusted: false);
    }

    [TestCaseSource(nameof(Faults))]
    public async Task VerifyAsync_WhenADevelopersCertificateIsAtFault_NamesItWithoutThePerson(CodeFindingKind kind, AppleTestCertificate certificate, int issuers, bool isTrusted)
    {
        var request = CodeSample.App();
        using var identity = new SigningIdentity("test", CodeSample.Authority.Leaf(certificate).CreateKey(), CodeSample.Authority.Leaf(certificate).CreateChain());
        var signer = request.Signer with { Identity = identity, Chain = [.. identity.Chain.Take(issuers + 1)] };
        var expected = CodeSample.Expecting(request);
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request with { Signer = signer });

        var findings = await CodeSample.VerifyAsync(signed, isTrusted ? expected : expected with { TrustedRoots = [] });

        Assert.That(findings.Where(finding => finding.Kind == kind).Select(finding => finding.Message), Is.Not.Empty.And.All.Contains("Apple Development: … (DEV1234567)"));
        Assert.That(findings.Select(finding => finding.Message), Has.None.Contains("Jane"));
    }

    [TestCase("Apple Development: Jane Doe (DEV1234567)", "certificate leaf[subject.CN] = \"Apple Development: … (DEV1234567)\"")]
    [TestCase("Jane Doe", "certificate leaf[subject.CN] = \"…\"")]
    public void Of_WhenACertificateIsNamedAnywhere_LeavesThePersonOut(string name, string shown)
    {
        var field = new RequirementExpression.CertificateField(0, "subject.CN", new RequirementMatch(RequirementMatchKind.Equal, name));
        var always = new RequirementExpression.Constant(Value: true);

        Assert.That(
            ShownRequirement.Of(new RequirementExpression.Or(new RequirementExpression.And(field, always), new RequirementExpression.Not(field))),
            Is.EqualTo($"{shown} and always or ! {shown}"));
    }

    private static TestCaseData Fault(string name, CodeFindingKind kind, AppleTestCertificate certificate, int issuers = 2, bool isTrusted = true) =>
        new TestCaseData(kind, certificate, issuers, isTrusted).SetArgDisplayNames(name);
}
