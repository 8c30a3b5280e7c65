using MobileDist.Signing.Apple;
using MobileDist.Signing.Tests.Apple.Bundles;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple;

public sealed class AppSurveyTests
{
    // One arm64 slice at 32, which is an archive without members.
    private static readonly byte[] StaticLibrary =
        [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 1, 1, 0, 0, 0x0c, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 0, 0, .. "!<arch>\n"u8];

    [Test]
    public void Read_WhenCodeLiesInBundles_GivesEachToTheInnermost()
    {
        var bundles = Read(new SampleIpa(SampleCode.App).WithFramework(executable: SampleCode.Library).With("Frameworks/libdemo.dylib", SampleCode.Library));

        Assert.That(bundles.Select(bundle => (bundle.Path, string.Join(' ', bundle.Code.Select(code => code.Path)))), Is.EqualTo(((string, string)[])
            [("Frameworks/DemoKit.framework", "Frameworks/DemoKit.framework/DemoKit"), ("", "Demo Frameworks/libdemo.dylib")]));
    }

    [Test]
    public void Read_WhenAResourceOnlyBeginsAsCodeDoes_PassesItOver()
    {
        var bundles = Read(new SampleIpa(SampleCode.App).With("libdemo.a", StaticLibrary).With("demo.o", SampleIpa.MachOHead(1)));

        Assert.That(bundles.Single().Code.Select(code => code.Path), Is.EqualTo((string[])["Demo"]));
    }

    [Test]
    public void Read_WhenAnOlderXcodeLeftTheEntitlementsBeside_TakesThem()
    {
        const string Entitlements = """<?xml version="1.0"?><plist version="1.0"><dict><key>aps-environment</key><string>production</string></dict></plist>""";

        var bundles = Read(new SampleIpa(SampleCode.App).With("archived-expanded-entitlements.xcent", Entitlements));

        Assert.That(bundles.Single().PreviousEntitlements?.FindString("aps-environment"), Is.EqualTo("production"));
    }

    [TestCase("XPCServices/W.xpc", "XPC!", true)]
    [TestCase("Frameworks/W.framework", "FMWK", false)]
    public void Read_WhenABundleWithoutAProfileHasAProgram_TakesItsEntitlements(string bundle, string type, bool isProgram)
    {
        const string Entitlements = """<?xml version="1.0"?><plist version="1.0"><dict><key>aps-environment</key><string>production</string></dict></plist>""";
        var bundles = Read(new SampleIpa(SampleCode.App)
            .WithBundle(bundle, type, "com.example.work", "W", isProgram ? SampleCode.Extension : SampleCode.Library)
            .With($"{bundle}/archived-expanded-entitlements.xcent", Entitlements));

        Assert.That(bundles[0].CarriesEntitlements, Is.EqualTo(isProgram));
        Assert.That(bundles[0].NeedsProfile, Is.False);
        Assert.That(bundles[0].PreviousEntitlements?.FindString("aps-environment"), Is.EqualTo(isProgram ? "production" : null));
    }

    [Test]
    public void Read_WhenTheExecutableOnlyBeginsAsCodeDoes_Refuses() =>
        Assert.That(() => Read(new SampleIpa(StaticLibrary)), Throws.TypeOf<DistributionException>());

    private static IReadOnlyList<MobileDist.Signing.Apple.Identity.AppleBundleFacts> Read(SampleIpa app)
    {
        using var folder = new TestFolder();
        return AppSurvey.Read(app.WriteTo(folder.Combine("test.ipa")), edits: null, CancellationToken.None);
    }
}
