using System.Collections.Immutable;
using System.Text;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

public sealed class ProvisioningProfileTests
{
    [Test]
    public void Read_WhenTheProfileIsSound_EverythingInItIsThere()
    {
        var file = new AppleTestProfile { Expires = AppleTestAuthority.Now.AddDays(90), Keys = ImmutableDictionary<string, object?>.Empty.Add("Newest", "of Apple's keys") }.ToBytes();

        var profile = ProvisioningProfile.Read(file, "demo.mobileprovision");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(profile.Name, Is.EqualTo("Demo ad hoc"));
            Assert.That(profile.Kind, Is.EqualTo(ProfileKind.AdHoc));
            Assert.That(profile.TeamId, Is.EqualTo(AppleTestAuthority.TeamId));
            Assert.That(profile.ApplicationIdentifier, Is.EqualTo("TEAM123456.com.example.demo"));
            Assert.That(profile.AppId, Is.EqualTo("com.example.demo"));
            Assert.That(profile.IsWildcard, Is.False);
            Assert.That(profile.Devices, Is.EqualTo((string[])[AppleTestProfile.FirstDevice, AppleTestProfile.SecondDevice]));
            Assert.That(profile.ExpiresOn, Is.EqualTo(AppleTestAuthority.Now.AddDays(90)));
            Assert.That(profile.CreatedOn, Is.EqualTo(AppleTestAuthority.Now.AddDays(-1)));
            Assert.That(profile.Platforms, Is.EqualTo((string[])["iOS"]));
            Assert.That(Guid.TryParse(profile.Uuid, out _), Is.True);
            Assert.That(profile.Raw, Is.EqualTo(file));
            Assert.That(profile.Trust, Is.EqualTo(ProfileTrust.Other));
            Assert.That(profile.SignedUnder!.Value, Is.EqualTo(AppleTestAuthority.Shared.Root.Certificate));
        }
    }

    [TestCase(AppleTestProfileKind.Development, ProfileKind.Development)]
    [TestCase(AppleTestProfileKind.AdHoc, ProfileKind.AdHoc)]
    [TestCase(AppleTestProfileKind.AppStore, ProfileKind.AppStore)]
    [TestCase(AppleTestProfileKind.Enterprise, ProfileKind.Enterprise)]
    public void Read_WhenTheKindsDiffer_EachIsTold(AppleTestProfileKind made, ProfileKind read)
    {
        Assert.That(SigningCase.Profile(new AppleTestProfile { Kind = made }).Kind, Is.EqualTo(read));
    }

    [Test]
    public void Read_WhenAnEnterpriseProfileListsDevices_ItIsStillEnterprise()
    {
        var keys = ImmutableDictionary<string, object?>.Empty.Add("ProvisionsAllDevices", true);

        Assert.That(SigningCase.Profile(new AppleTestProfile { Keys = keys }).Kind, Is.EqualTo(ProfileKind.Enterprise));
    }

    [TestCase("com.example.demo", "com.example.demo", true)]
    [TestCase("com.example.demo", "com.example.demo2", false)]
    [TestCase("com.example.demo", "com.example.Demo", false)]
    [TestCase("com.example.*", "com.example.demo", true)]
    [TestCase("com.example.*", "com.example", false)]
    [TestCase("com.example.*", "com.examples.demo", false)]
    [TestCase("*", "com.example.demo", true)]
    public void Covers_WhenTheAppIdHasAStar_ItStandsForTheRest(string appId, string identifier, bool expected)
    {
        Assert.That(SigningCase.Profile(new AppleTestProfile { AppId = appId }).Covers(identifier), Is.EqualTo(expected));
    }

    [Test]
    public void Read_WhenTheFileIsBase64_ItIsReadAllTheSame()
    {
        var text = Convert.ToBase64String(new AppleTestProfile().ToBytes(), Base64FormattingOptions.InsertLineBreaks);

        Assert.That(ProvisioningProfile.Read(Encoding.ASCII.GetBytes(text), "IOS_PROFILES").AppId, Is.EqualTo("com.example.demo"));
    }

    [Test]
    public void Read_WhenAnyByteOfTheContentChanges_TheSignatureNoLongerHolds()
    {
        var file = new AppleTestProfile().ToBytes();
        var at = file.AsSpan().IndexOf("com.example.demo"u8);
        Assert.That(at, Is.Positive);
        file[at + 4] ^= 1;

        Assert.That(Headline(file), Does.Contain("was changed after it was signed"));
    }

    [Test]
    public void Read_WhenSignedByADeveloper_ItIsNotApples()
    {
        // Whoever has a certificate of Apple's for apps must not be able to make profiles with it.
        var profile = ProvisioningProfile.Read(new AppleTestProfile().ToBytes(AppleTestAuthority.Shared.Distribution), "forged");

        Assert.That(profile.Trust, Is.EqualTo(ProfileTrust.Other));
    }

    [TestCase("UUID")]
    [TestCase("ExpirationDate")]
    [TestCase("TeamIdentifier")]
    [TestCase("Entitlements")]
    [TestCase("DeveloperCertificates")]
    public void Read_WhenADecidingKeyIsMissing_ItIsNamed(string key)
    {
        var file = new AppleTestProfile { Keys = ImmutableDictionary<string, object?>.Empty.Add(key, null) }.ToBytes();

        Assert.That(Headline(file), Does.Contain($"lacks '{key}'"));
    }

    [TestCase("not a team")]
    [TestCase("A/../B")]
    public void Read_WhenTheTeamIsNoTeam_ItIsRefused(string team)
    {
        var file = new AppleTestProfile { TeamId = team, Prefix = team }.ToBytes();

        Assert.That(Headline(file), Does.Contain($"'{team}'"));
    }

    [Test]
    public void Read_WhenTheIdentifierHasAForeignPrefix_ItIsRefused()
    {
        var file = new AppleTestProfile { Entitlements = ImmutableDictionary<string, object?>.Empty.Add("application-identifier", "ELSE000000.com.example.demo") }.ToBytes();

        Assert.That(Headline(file), Does.Contain("'ELSE000000.com.example.demo'"));
    }

    [TestCase("", "empty")]
    [TestCase("hello there, this is a text", "plain text")]
    [TestCase("<html><body>Sign in</body></html>", "a web page")]
    [TestCase("{\"a\":1}", "JSON")]
    public void Read_WhenTheFileIsSomethingElse_TheUserIsToldWhat(string text, string expected)
    {
        Assert.That(Headline(Encoding.UTF8.GetBytes(text)), Does.Contain(expected));
    }

    [Test]
    public void Read_WhenTheFileIsACertificateFile_TheUserIsToldWhereItBelongs()
    {
        Assert.That(Headline(AppleTestAuthority.Shared.Distribution.ExportPkcs12("demo123")), Does.Contain("belongs to IOS_CERTIFICATE"));
    }

    [Test]
    public void Read_WhenTheFileIsHuge_ItIsNotReadAtAll()
    {
        Assert.That(Headline(new byte[5 * 1024 * 1024]), Does.Contain("at most 4194304"));
    }

    [Test]
    public void Holds_WhenTheSecondCertificateIsMeant_AllAreCompared()
    {
        var authority = AppleTestAuthority.Shared;
        var profile = SigningCase.Profile(new AppleTestProfile { Certificates = [authority.Expired.Certificate, authority.Distribution.Certificate] });
        using var second = authority.Distribution.CreateCertificate();
        using var other = authority.Development.CreateCertificate();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(profile.Holds(second), Is.True);
            Assert.That(profile.Holds(other), Is.False);
        }
    }

    private static string Headline(byte[] file)
    {
        var error = Assert.Throws<DistributionException>(() => ProvisioningProfile.Read(file, "demo.mobileprovision"));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unfit));
        return error.Message;
    }
}
