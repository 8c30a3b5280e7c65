using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Tests.Apple.Identity;

public sealed class AppleBundleFactsTests
{
    [Test]
    public void Of_WhenTheInfoListSaysIt_VersionFamiliesAndCompanionAreThere()
    {
        var info = PropertyListDictionary.Empty
            .With("MinimumOSVersion", new PropertyListString("15.0"))
            .With("UIDeviceFamily", new PropertyListArray([new PropertyListInteger(1), new PropertyListInteger(2), new PropertyListString("odd"), new PropertyListString("2"), new PropertyListInteger(Int128.MaxValue)]))
            .With("WKCompanionAppBundleIdentifier", new PropertyListString("com.example.demo"));

        var facts = AppleBundleFacts.Of(Bundle(IosBundleKind.WatchApp, info), [], null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts.MinimumOs, Is.EqualTo("15.0"));
            Assert.That(facts.DeviceFamilies, Is.EqualTo((int[])[1, 2]));
            Assert.That(facts.CompanionIdentifier, Is.EqualTo("com.example.demo"));
            Assert.That(facts.Role, Is.EqualTo(AppleBundleRole.WatchApp));
        }
    }

    [TestCase("2", 2)]
    [TestCase("4", 4)]
    public void Of_WhenTheFamilyIsOneNumberOrText_ReadsIt(string family, int expected)
    {
        var text = PropertyListDictionary.Empty.With("UIDeviceFamily", new PropertyListString(family));
        var number = PropertyListDictionary.Empty.With("UIDeviceFamily", new PropertyListInteger(expected));

        Assert.That(AppleBundleFacts.Of(Bundle(IosBundleKind.App, text), [], null).DeviceFamilies, Is.EqualTo((int[])[expected]));
        Assert.That(AppleBundleFacts.Of(Bundle(IosBundleKind.App, number), [], null).DeviceFamilies, Is.EqualTo((int[])[expected]));
    }

    [Test]
    public void Of_WhenTheKindsDiffer_ProfilesAreNeededAsTheReaderSays()
    {
        foreach (var kind in Enum.GetValues<IosBundleKind>())
        {
            var bundle = Bundle(kind, PropertyListDictionary.Empty);
            Assert.That(AppleBundleFacts.Of(bundle, [], null).NeedsProfile, Is.EqualTo(bundle.NeedsProfile), kind.ToString());
        }
    }

    private static IosBundle Bundle(IosBundleKind kind, PropertyListDictionary info) =>
        new("Some/Bundle", kind, "com.example.demo.some", "Some", info, PropertyListFormat.Binary, null);
}
