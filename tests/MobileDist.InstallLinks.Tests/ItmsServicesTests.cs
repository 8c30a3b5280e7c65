using System.Text;

namespace MobileDist.InstallLinks.Tests;

public sealed class ItmsServicesTests
{
    private const string Head = "itms-services://?action=download-manifest&url=";

    [TestCase("https://b.example/manifest.plist", "https%3A%2F%2Fb.example%2Fmanifest.plist")]
    [TestCase("https://b.example:8443/a b/manifest.plist", "https%3A%2F%2Fb.example%3A8443%2Fa%2520b%2Fmanifest.plist")]
    [TestCase("https://b.example/m.plist?sig=a%2Bb%3D&se=2026-11-22T12%3A00Z", "https%3A%2F%2Fb.example%2Fm.plist%3Fsig%3Da%252Bb%253D%26se%3D2026-11-22T12%253A00Z")]
    [TestCase("https://b.example/a+b.plist", "https%3A%2F%2Fb.example%2Fa%2Bb.plist")]
    [TestCase("https://b.example/L%C3%A4den.plist", "https%3A%2F%2Fb.example%2FL%25C3%25A4den.plist")]
    public void Link_WhenAddressHoldsAnything_EscapesItWhole(string manifest, string expected) =>
        Assert.That(new InstallAction.ItmsServices(new Uri(manifest)).Link, Is.EqualTo(Head + expected));

    // What iOS does: takes the value of "url", unescapes it once, loads that.
    [TestCase("https://b.example/manifest.plist")]
    [TestCase("https://b.example/%20%25/m.plist?a=1&b=%26%3D&c=x+y#f")]
    [TestCase("https://b.example/?url=https%3A%2F%2Fother.example%2F%3Fa%3D1%26b%3D2")]
    [TestCase("https://lädchen.example/straße/manifest.plist")]
    [TestCase("https://[2001:db8::1]:8443/m.plist")]
    public void Link_WhenUnescapedOnce_IsTheAddress(string manifest)
    {
        var action = new InstallAction.ItmsServices(new Uri(manifest));

        var value = action.Link[Head.Length..];

        Assert.That(value, Does.Match("^[A-Za-z0-9._~%-]+$"));
        Assert.That(Uri.UnescapeDataString(value), Is.EqualTo(action.Manifest));
        Assert.That(new Uri(action.Manifest).IdnHost, Is.EqualTo(new Uri(manifest).IdnHost));
        Assert.That(new Uri(action.Manifest).PathAndQuery, Is.EqualTo(new Uri(manifest).PathAndQuery));
    }

    [Test]
    public void Link_WhenAddressesAreRandom_RoundTripsAll()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var path = new StringBuilder();
            for (var length = random.Next(1, 30); length > 0; length--)
            {
                path.Append(Uri.EscapeDataString(((char)random.Next(0x20, 0xd7ff)).ToString())).Append(random.Next(6) == 0 ? "/" : "");
            }

            var action = new InstallAction.ItmsServices(new Uri($"https://b.example/{path}?{path}"));

            Assert.That(Uri.UnescapeDataString(action.Link[Head.Length..]), Is.EqualTo(action.Manifest));
            Assert.That(action.Manifest, Is.EqualTo(new Uri($"https://b.example/{path}?{path}").AbsoluteUri));
        }
    }

    [TestCase("http://b.example/m.plist"), TestCase("file:///m.plist"), TestCase("m.plist"), TestCase("https://u@b.example/m.plist")]
    public void ItmsServices_WhenAddressIsNotHttps_Refuses(string manifest)
    {
        var error = Assert.Throws<DistributionException>(() => _ = new InstallAction.ItmsServices(new Uri(manifest, UriKind.RelativeOrAbsolute)))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Does.Contain("m.plist"));
    }
}
