using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

/// <summary>Our check of a chain, next to what the platform's builder says of the same.</summary>
public sealed class CertificatePathTests
{
    private static readonly DateTimeOffset Now = AppleTestAuthority.Now;
    private static readonly CertificateTree Sound = new();

    private static IEnumerable<TestCaseData> Trees()
    {
        yield return Case("sound", Sound, null);
        yield return Case("signed with SHA-1", Sound with { Hash = HashAlgorithmName.SHA1 }, null);
        yield return Case("signed with SHA-512", Sound with { Hash = HashAlgorithmName.SHA512 }, null);
        yield return Case("leaf expired", Sound with { LeafEnd = Now.AddDays(-1) }, null);
        yield return Case("unknown extension that is not critical", Sound with { LeafExtension = new X509Extension("1.2.3.4", [5, 0], critical: false) }, null);
        yield return Case("one authority below the root", Sound with { DepthBelowRoot = 1 }, null);
        yield return Case("too deep", Sound with { DepthBelowRoot = 0 }, "Root: it allows '0' authorities below it, and there are '1'");
        yield return Case("intermediate expired", Sound with { IntermediateEnd = Now.AddDays(-1) }, "Intermediate: it is valid from");
        yield return Case("intermediate is no authority", Sound with { IsAuthority = false }, "Intermediate: it is no certification authority");
        yield return Case("intermediate does not say that it is one", Sound with { IsAuthority = null }, "Intermediate: it is no certification authority");
        yield return Case("intermediate's key is for other things", Sound with { Usage = X509KeyUsageFlags.DigitalSignature }, "Intermediate: its key is not for signing certificates");
        yield return Case("signed by another key", Sound with { IsForged = true }, "Leaf: its signature is not that of 'CN=Intermediate'");
        yield return Case("unknown critical extension", Sound with { LeafExtension = new X509Extension("1.2.3.4", [5, 0], critical: true) }, "Leaf: its extension 1.2.3.4 is not understood");
        yield return Case("unknown critical extension above", Sound with { IntermediateExtension = new X509Extension("1.2.3.4", [5, 0], critical: true) }, "Intermediate: its extension 1.2.3.4 is not understood");
        yield return Case("malformed name constraints", Sound with { IntermediateExtension = new X509Extension("2.5.29.30", [5, 0], critical: true) }, "Intermediate: its extension 2.5.29.30 is not understood");
    }

    [TestCaseSource(nameof(Trees))]
    public void FaultOf_WhenTheTreeIs_SaysAsThePlatformDoes(object tree, string? expected)
    {
        var chain = ((CertificateTree)tree).Create();

        Assert.That(Describe(CertificatePath.FaultOf(chain, Now)), expected is null ? Is.Null : Does.StartWith(expected));
        Assert.That(PlatformAccepts(chain), Is.EqualTo(expected is null), "the platform's verdict");
    }

    [Test]
    public void FaultOf_WhenCertificatesAreApples_FindsNone()
    {
        Assert.That(CertificatePath.FaultOf([AppleCertificates.IntermediateG3, AppleCertificates.Root], Now), Is.Null);
        Assert.That(CertificatePath.FaultOf([AppleCertificates.IntermediateG6, AppleCertificates.RootG3], Now), Is.Null);
    }

    [Test]
    public void FaultOf_WhenCriticalExtensionIsApples_FindsNone() =>
        Assert.That(CertificatePath.FaultOf((Sound with { LeafExtension = new X509Extension(AppleTestOids.Distribution, [5, 0], critical: true) }).Create(), Now), Is.Null);

    [Test]
    public void FaultOf_WhenTimeDoesNotMatter_TakesAnExpiredIssuer() =>
        Assert.That(CertificatePath.FaultOf((Sound with { IntermediateEnd = Now.AddDays(-1) }).Create(), now: null), Is.Null);

    [Test]
    public void FaultOf_WhenAlgorithmIsNotKnown_SaysSo() => Assert.That(
        Describe(CertificatePath.FaultOf((Sound with { Padding = RSASignaturePadding.Pss }).Create(), Now)), Does.Contain("the algorithm 1.2.840.113549.1.1.10 of its signature is not known"));

    [Test]
    public void FaultOf_WhenOneIsLeftOut_SaysWhoIsNotTheIssuer()
    {
        var chain = Sound.Create();

        Assert.That(Describe(CertificatePath.FaultOf([chain[0], chain[2]], Now)), Is.EqualTo("Leaf: 'CN=Root' is not its issuer"));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void FaultOf_WhenAnyByteIsFlipped_FindsIt(int which)
    {
        var chain = Sound.Create();
        var (checkedCount, missed) = (0, new List<int>());
        for (var at = 0; at < chain[which].RawDataMemory.Length; at++)
        {
            var bytes = chain[which].RawData;
            bytes[at] ^= 0x01;
            if (Load(bytes) is { } changed)
            {
                checkedCount++;
                if (CertificatePath.FaultOf(chain.SetItem(which, changed), now: null) is null)
                {
                    missed.Add(at);
                }
            }
        }

        Assert.That(missed, Is.Empty);
        Assert.That(checkedCount, Is.GreaterThan(300), "bytes whose change is no reason to refuse the certificate at once");
    }

    private static TestCaseData Case(string name, CertificateTree tree, string? expected) => new TestCaseData(tree, expected).SetArgDisplayNames(name);

    private static string? Describe((X509Certificate2 Certificate, string Reason)? fault) =>
        fault is var (certificate, reason) ? $"{AppleCertificateFacts.CommonName(certificate)}: {reason}" : null;

    private static X509Certificate2? Load(byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The leaf's own end is for others to look at.
    private static bool PlatformAccepts(ImmutableArray<X509Certificate2> chain)
    {
        using var builder = new X509Chain();
        builder.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        builder.ChainPolicy.CustomTrustStore.Add(chain[^1]);
        builder.ChainPolicy.ExtraStore.AddRange(chain.ToArray());
        builder.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        builder.ChainPolicy.DisableCertificateDownloads = true;
        builder.ChainPolicy.VerificationTime = Now.UtcDateTime;
        _ = builder.Build(chain[0]);
        return builder.ChainElements.Count == chain.Length && builder.ChainElements
            .Select((element, at) => element.ChainElementStatus.All(status => at == 0 && status.Status == X509ChainStatusFlags.NotTimeValid))
            .All(sound => sound);
    }
}
