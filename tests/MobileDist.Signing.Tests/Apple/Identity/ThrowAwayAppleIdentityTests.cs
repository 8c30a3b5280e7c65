using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

public sealed class ThrowAwayAppleIdentityTests
{
    [Test]
    public void LoadOrCreate_WhenAppAndExtensionAskForThings_BothCanBeSignedAndTheUserIsWarned()
    {
        using var folder = new TestFolder();
        var signer = ThrowAwayAppleIdentity.LoadOrCreate(folder.Combine("throw-away-apple.pem"), AppleTestAuthority.Now);
        var app = SigningCase.App with
        {
            PreviousEntitlements = PropertyListDictionary.Empty
                .With("aps-environment", new PropertyListString("development"))
                .With("com.apple.security.application-groups", new PropertyListArray([new PropertyListString("group.com.example.demo")])),
        };
        var inputs = SigningCase.Sound() with
        {
            Bundles = [app, SigningCase.Extension],
            Signer = signer,
            Profiles = [Profile(signer, app), Profile(signer, SigningCase.Extension)],
            ExtraRoots = [signer.Chain[^1]],
        };

        var findings = AppleSigningCheck.Inspect(inputs);

        Assert.That(FaultTranscript.Of(findings.Errors, []), Is.Empty);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Warnings.Single().Headline, Does.Contain("no device installs it"));
            Assert.That(signer.TeamId, Is.EqualTo(ThrowAwayAppleIdentity.TeamId));
            Assert.That(findings.PlanOrThrow().Bundles[""].Entitlements.FindString("aps-environment"), Is.EqualTo("production"));
        }
    }

    [Test]
    public void LoadOrCreate_WhenTheFileIsThere_KeyAndProfilesStayTheSame()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("throw-away-apple.pem");

        var first = ThrowAwayAppleIdentity.LoadOrCreate(path, AppleTestAuthority.Now);
        var second = ThrowAwayAppleIdentity.LoadOrCreate(path, AppleTestAuthority.Now.AddDays(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Identity.CertificateDigest, Is.EqualTo(first.Identity.CertificateDigest));
            Assert.That(second.Chain, Has.Length.EqualTo(3));
            Assert.That(Profile(second, SigningCase.App).Raw, Is.EqualTo(Profile(first, SigningCase.App).Raw));
        }
    }

    [Test]
    public void CreateProfile_WhenForAnAppClip_ItCanBeSigned()
    {
        using var folder = new TestFolder();
        var signer = ThrowAwayAppleIdentity.LoadOrCreate(folder.Combine("throw-away-apple.pem"), AppleTestAuthority.Now);
        var clip = new AppleBundleFacts { Path = "AppClips/Clip.app", Role = AppleBundleRole.AppClip, Identifier = "com.example.demo.Clip" };
        var inputs = SigningCase.Sound() with
        {
            Bundles = [SigningCase.App, clip],
            Signer = signer,
            Profiles = [Profile(signer, SigningCase.App), Profile(signer, clip)],
            ExtraRoots = [signer.Chain[^1]],
        };

        Assert.That(FaultTranscript.Of(AppleSigningCheck.Inspect(inputs).Errors, []), Is.Empty);
    }

    private static ProvisioningProfile Profile(AppleSigner signer, AppleBundleFacts bundle) =>
        ThrowAwayAppleIdentity.CreateProfile(signer, bundle, AppleBuildType.AdHoc, [AppleTestProfile.FirstDevice]);
}
