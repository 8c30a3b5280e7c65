using System.Diagnostics;
using System.Text;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Signing.Keystores;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

/// <summary>Whatever comes in a secret or a package, only our own error comes out, soon and without eating memory.</summary>
public sealed class AppleIdentityFuzzTests
{
    private static readonly KeystoreLimits Limits = new() { Iterations = 2_100 };

    [Test]
    public void Read_WhenTheProfilesMessageIsMutated_OnlyOurErrorComesOut()
    {
        var original = new AppleTestProfile().ToBytes();

        Fuzz(original, 800, bytes => ProvisioningProfile.Read(bytes, "fuzz"));
    }

    [Test]
    public void Read_WhenTheSignedContentIsMutated_OnlyOurErrorComesOut()
    {
        // Signed anew each time, so that the property list behind a sound signature is what is tried.
        var original = Encoding.UTF8.GetBytes(new AppleTestProfile().ToPropertyList());
        var signer = AppleTestAuthority.Shared.ProfileSigner;
        var sound = SigningCase.Sound();

        Fuzz(original, 400, bytes =>
        {
            var profile = ProvisioningProfile.Read(signer.SignCms(bytes), "fuzz");
            _ = AppleSigningCheck.Inspect(sound with { Profiles = [profile] });
        });
    }

    [Test]
    public void Open_WhenTheCertificateFileIsMutated_OnlyOurErrorComesOut()
    {
        var original = AppleTestAuthority.Shared.Distribution.ExportPkcs12("demo123");

        Fuzz(original, 300, bytes =>
        {
            var signer = AppleIdentityFile.Open(bytes, "fuzz", new Secret("demo123"), AppleBuildType.AdHoc, [], AppleTestAuthority.Now, Limits);
            signer.Identity.Dispose();
        });
    }

    [Test]
    public void Inspect_WhenTheCertificateItselfIsMutated_OnlyOurErrorComesOut()
    {
        var original = AppleTestAuthority.Shared.Distribution.Certificate;
        using var key = AppleTestAuthority.Shared.Distribution.CreateKey();
        var pem = Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
        var sound = SigningCase.Sound();

        Fuzz(original, 600, bytes =>
        {
            byte[] file = [.. pem, .. Encoding.ASCII.GetBytes($"\n-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String(bytes)}\n-----END CERTIFICATE-----\n")];
            var signer = AppleIdentityFile.Open(file, "fuzz", null, AppleBuildType.AdHoc, [], AppleTestAuthority.Now, Limits);
            _ = AppleSigningCheck.Inspect(sound with { Signer = signer });
            signer.Identity.Dispose();
        });
    }

    private static void Fuzz(byte[] original, int rounds, Action<byte[]> read)
    {
        var random = new Random(20261122);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var readable = 0;
        for (var round = 0; round < rounds; round++)
        {
            var bytes = Mutation.Of(original, random);
            try
            {
                read(bytes);
                readable++;
            }
            catch (DistributionException error)
            {
                Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
            }
        }

        TestContext.Out.WriteLine($"{rounds} mutations, {readable} readable, {watch.ElapsedMilliseconds} ms");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
            Assert.That((GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds, Is.LessThan(1_500_000));
        }
    }
}
