using System.Text.RegularExpressions;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed partial class AppleSiteTests
{
    private const string PackageFile = "Sample-1.2.0-1042.ipa";

    private TestFolder _folder = null!;
    private string _package = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _package = _folder.Write("in/app.ipa", [1, 2, 3, 4, 5]);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task PublishAsync_WhenServedOverHttps_WritesEverythingIosAsksFor()
    {
        var hosted = await Host("https://builds.example.com/").PublishAsync(ApplePages.Bundle(_package), null, default);

        Assert.That(Names(), Is.EqualTo(new[] { PackageFile, "icon-512.png", "icon-57.png", "index.html", "manifest.plist", "qr.png", "qr.svg", "release.json" }));
        Assert.That(hosted.Link, Is.EqualTo(ApplePages.Link), "the code holds the page: cameras do not open the other scheme reliably");
        Assert.That(hosted.PackageLink, Is.EqualTo(ApplePages.Link + PackageFile));
        Assert.That(File.ReadAllBytes(hosted.QrPngPath), Is.EqualTo(QrCode.For(ApplePages.Link).ToPng()));
        Assert.That(Strings(), Is.SupersetOf(new[] { ApplePages.Link + PackageFile, ApplePages.Link + "icon-57.png", ApplePages.Link + "icon-512.png" }));
        Assert.That(ButtonOf(Read("index.html")), Is.EqualTo("itms-services://?action=download-manifest&amp;url=https%3A%2F%2Fbuilds.example.com%2Fsample-ios%2Fsite%2Fmanifest.plist"));
        Assert.That((Side("icon-57.png"), Side("icon-512.png")), Is.EqualTo((57, 512)));
        Approved.Verify("release-ios.approved.json", Read("release.json"));
    }

    [TestCase(null, "without an address on the web")]
    [TestCase("http://192.168.1.20:8080/", "without encryption, http://192.168.1.20:8080")]
    public async Task PublishAsync_WhenNotServedOverHttps_WritesTheRestAndSaysWhatToDo(string? address, string reason)
    {
        var hosted = await Host(address).PublishAsync(ApplePages.Bundle(_package), null, default);

        var page = Read("index.html");
        Assert.That(Names(), Is.EqualTo(new[] { PackageFile, "icon-512.png", "icon-57.png", "index.html", "qr.png", "qr.svg", "release.json" }));
        Assert.That(page, Does.Contain("iOS installs from https addresses only").And.Contain(reason).And.Contain("publish again").And.Contain($"href=\"{PackageFile}\" download"));
        Assert.That(page, Does.Not.Contain("itms-services").And.Not.Contain("class=\"button\""));
        Assert.That(Read("release.json"), Does.Not.Contain("appleManifest"));
        Assert.That(hosted.Reach.Scope, Is.LessThan(ReachScope.Internet));
    }

    [Test]
    public async Task PublishAsync_WhenDoneAgainWithoutHttps_LeavesNoOldManifest()
    {
        await Host("https://builds.example.com/").PublishAsync(ApplePages.Bundle(_package), null, default);

        await Host(null).PublishAsync(ApplePages.Bundle(_package), null, default);

        Assert.That(Names(), Has.None.EqualTo("manifest.plist"));
    }

    [TestCase("Lädchen & <Söhne> 🛒", "L-dchen-S-hne-1.2.0-1042.ipa")]
    [TestCase("日本語", "dev.mobiledist.sample-1.2.0-1042.ipa")]
    public async Task PublishAsync_WhenNameNeedsEscaping_KeepsItOutOfAddresses(string label, string file)
    {
        await Host("https://builds.example.com/").PublishAsync(ApplePages.Bundle(_package, label), null, default);

        Assert.That(Names(), Does.Contain(file));
        Assert.That(Strings(), Does.Contain(ApplePages.Link + file).And.Contain(label));
        Assert.That(Strings().Where(text => text.StartsWith("https:", StringComparison.Ordinal)), Is.All.Matches("^[A-Za-z0-9:/._-]+$"));
    }

    [Test]
    public void PublishAsync_WhenIdentifierCannotStandInXml_SaysSo()
    {
        var bundle = ApplePages.Bundle(_package) with { Package = ApplePages.Package() with { Identifier = "a\0b" } };

        Assert.ThrowsAsync<DistributionException>(() => Host("https://builds.example.com/").PublishAsync(bundle, null, default));
        Assert.That(Directory.Exists(_folder.Combine("out", "sample-ios", "site")), Is.False);
    }

    private FolderHost Host(string? baseUrl) =>
        new(new FolderHostOptions { Root = _folder.Combine("out"), BaseUrl = baseUrl }, new StandingClock());

    private string Read(string name) => File.ReadAllText(_folder.Combine("out", "sample-ios", "site", name));

    private string[] Names() =>
        [.. new DirectoryInfo(_folder.Combine("out", "sample-ios", "site")).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private int Side(string name) => PngReader.Read(File.ReadAllBytes(_folder.Combine("out", "sample-ios", "site", name)))!.Width;

    private List<string> Strings()
    {
        var found = new List<string>();
        var open = new Stack<PropertyListValue>([PropertyList.Read(File.ReadAllBytes(_folder.Combine("out", "sample-ios", "site", "manifest.plist")), "manifest")]);
        while (open.TryPop(out var value))
        {
            foreach (var inner in value is PropertyListDictionary dictionary ? dictionary.Entries.Select(entry => entry.Value) : value is PropertyListArray array ? array.Items : [])
            {
                open.Push(inner);
            }

            if (value is PropertyListString text)
            {
                found.Add(text.Value);
            }
        }

        return found;
    }

    private static string ButtonOf(string page) => Button().Match(page).Groups[1].Value;

    [GeneratedRegex("<a class=\"button\" href=\"([^\"]*)\">")]
    private static partial Regex Button();

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Pages.Noon;
    }
}
