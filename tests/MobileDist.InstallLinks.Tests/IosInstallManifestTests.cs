using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed class IosInstallManifestTests
{
    [Test]
    public void ToXml_WhenEverythingIsKnown_IsAsApproved() => Approved.Verify("manifest.approved.plist", Encoding.UTF8.GetString(Manifest().ToXml()));

    [Test]
    public void ToXml_WhenAddressHasAnAmpersand_EscapesItOnce()
    {
        var xml = Encoding.UTF8.GetString((Manifest() with { Package = new Uri("https://b.example/app.ipa?sig=a%2Fb&expires=1&x=<>") }).ToXml());

        Assert.That(xml, Does.Contain("<string>https://b.example/app.ipa?sig=a%2Fb&amp;expires=1&amp;x=%3C%3E</string>"));
    }

    [TestCase("http://builds.example.com/app.ipa")]
    [TestCase("file:///srv/app.ipa")]
    [TestCase("ftp://builds.example.com/app.ipa")]
    [TestCase("app.ipa")]
    [TestCase("https://ada:hunter2@builds.example.com/app.ipa")]
    public void ToXml_WhenAnAddressIsNotHttps_RefusesWithTheReason(string address)
    {
        var uri = new Uri(address, UriKind.RelativeOrAbsolute);
        foreach (var manifest in new[] { Manifest() with { Package = uri }, Manifest() with { DisplayImage = uri }, Manifest() with { FullSizeImage = uri } })
        {
            var error = Assert.Throws<DistributionException>(() => manifest.ToXml())!;

            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
            Assert.That(error.Message, Does.Contain("absolute https addresses only").And.Not.Contain("hunter2"));
            Assert.That(error.Faults[0].Remedy, Does.Contain("'https://"));
        }
    }

    [Test]
    public void Of_WhenThereIsNoMarketingVersion_TakesTheBuildNumber() =>
        Assert.That(IosInstallManifest.Of(ApplePages.Package() with { VersionName = null }, "a.ipa", Address).Version, Is.EqualTo("1042"));

    [TestCase("<b>&amp; \"Ada's\" ]]>", "<b>&amp; \"Ada's\" ]]>")]
    [TestCase("two\nlines\0\u001b[31m", "two lines[31m")]
    [TestCase("half \uD800 none \uFFFE\uFFFF", "half  none ")]
    [TestCase("👩‍👩‍👧‍👦 Läden \u202Egpj", "👩‍👩‍👧‍👦 Läden gpj")]
    public void ToXml_WhenTheNameIsHostile_IsStillWellFormed(string label, string title)
    {
        var bytes = IosInstallManifest.Of(ApplePages.Package(label), "a.ipa", Address).ToXml();

        Assert.That(XDocument.Parse(Encoding.UTF8.GetString(bytes)).Descendants("string").Last().Value, Is.EqualTo(title));
        Assert.That(Metadata(bytes).FindString("title"), Is.EqualTo(title));
        Assert.That(Metadata(bytes).FindString("bundle-identifier"), Is.EqualTo("dev.mobiledist.sample"));
    }

    [Test, Category("Peer")]
    public void ToXml_WhenReadByPlistlib_HoldsWhatAppleAsksFor()
    {
        using var folder = new TestFolder();
        var path = folder.Write("manifest.plist", IosInstallManifest.Of(ApplePages.Package("Ada & <Co>"), "Sample-1.2.0-1042.ipa", Address).ToXml());

        var json = Peer.Require("python3").Run("-c", "import json,plistlib,sys; print(json.dumps(plistlib.load(open(sys.argv[1],'rb'))))", path).Succeeded();

        using var read = JsonDocument.Parse(json);
        var item = read.RootElement.GetProperty("items")[0];
        var assets = item.GetProperty("assets").EnumerateArray().ToDictionary(asset => asset.GetProperty("kind").GetString()!, asset => asset, StringComparer.Ordinal);
        Assert.That(assets["software-package"].GetProperty("url").GetString(), Is.EqualTo(ApplePages.Link + "Sample-1.2.0-1042.ipa"));
        Assert.That(assets["display-image"].GetProperty("url").GetString(), Is.EqualTo(ApplePages.Link + "icon-57.png"));
        Assert.That(assets["full-size-image"].GetProperty("url").GetString(), Is.EqualTo(ApplePages.Link + "icon-512.png"));
        Assert.That(assets["display-image"].GetProperty("needs-shine").GetBoolean(), Is.False);
        var metadata = item.GetProperty("metadata");
        Assert.That(
            metadata.EnumerateObject().Select(member => $"{member.Name}={member.Value.GetString()}"),
            Is.EqualTo(new[] { "bundle-identifier=dev.mobiledist.sample", "bundle-version=1.2.0", "kind=software", "title=Ada & <Co>" }));
    }

    private static IosInstallManifest Manifest() => IosInstallManifest.Of(ApplePages.Package(), "Sample-1.2.0-1042.ipa", Address);

    private static Uri Address(string file) => new(new Uri(ApplePages.Link), file);

    private static PropertyListDictionary Metadata(byte[] bytes)
    {
        var items = (PropertyListArray)PropertyList.ReadDictionary(bytes, "manifest").Find("items")!;
        return (PropertyListDictionary)((PropertyListDictionary)items.Items[0]).Find("metadata")!;
    }
}
