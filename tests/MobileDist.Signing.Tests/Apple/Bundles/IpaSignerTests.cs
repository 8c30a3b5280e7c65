using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Bundles;

public sealed class IpaSignerTests : IpaTestBase
{
    [Test]
    public async Task SignAsync_WhenTheAppHasABitOfEverything_VerifiesWithoutAnyFinding()
    {
        var result = await SignAsync(Write(App()));

        var verification = await VerifyAsync(result.Output);
        Assert.That(verification.Findings, Is.Empty, Describe(verification));
        Assert.That(result.Bundles, Is.EqualTo((string[])["Frameworks/DemoKit.framework", "PlugIns/Share.appex", ""]));
        Assert.That(result.CodeFiles, Is.EqualTo(4));
    }
}
