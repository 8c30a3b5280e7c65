using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

/// <summary>Pages of packages that a store has: alone, or beside the link.</summary>
public sealed class StorePageTests
{
    private TestFolder _folder = null!;

    private static StoreWay TestFlight => new("TestFlight", "https://testflight.apple.com/join/AbCdEfGh")
    {
        Audience = "group QA (12 testers)",
        Steps = [new StoreStep("Install TestFlight from the App Store.", "https://apps.apple.com/app/testflight/id899247664"), new StoreStep("Open the invitation that Apple sent you, and tap Install.")],
    };

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Render_WhenTheStoreAloneHasIt_LeadsThere() => Verify("StorePage", OfStore(TestFlight));

    [Test]
    public void Render_WhenAStoreHasItToo_TellsBelow() =>
        Verify("StoreBesidePage", Pages.Model() with { Stores = [new StoreWay("Google Play", "https://play.google.com/apps/testing/dev.mobiledist.sample") { Audience = "track qa", Waits = "Google reviews it first." }] });

    [Test]
    public void Render_WhenTheStoreInvitesEachTester_HasNoButton()
    {
        var page = InstallPage.Render(OfStore(TestFlight with { Link = null }));

        Assert.That(page, Does.Not.Contain("class=\"button\"").And.Contain("Open the invitation").And.Contain("group QA (12 testers)"));
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("itms-services://?action=download-manifest")]
    [TestCase("\" onclick=\"alert(1)")]
    public void Render_WhenALinkIsNoWebAddress_LinksNothing(string link)
    {
        var page = InstallPage.Render(OfStore(TestFlight with { Link = link, Title = "<b>x</b>", Waits = "<i>", Steps = [new StoreStep("<s>", link)] }));

        Assert.That(page, Does.Not.Contain("javascript:").And.Not.Contain("itms-services").And.Not.Contain("onclick").And.Not.Contain("<i>").And.Not.Contain("<s>").And.Not.Contain("<b>x"));
    }

    [Test]
    public async Task PublishAsync_WhenTheStoreAloneHasIt_KeepsThePackageOffTheSite()
    {
        var host = new FolderHost(new FolderHostOptions { Root = _folder.FullPath, BaseUrl = "https://builds.example.com/" }, TimeProvider.System);
        var bundle = ApplePages.Bundle(_folder.Write("in/app.ipa", [1, 2, 3])) with { Audience = null, Stores = [TestFlight], StoresOnly = true };

        var hosted = await host.PublishAsync(bundle, null, default);

        Assert.That(hosted.LocalFiles.Select(Path.GetFileName), Is.EqualTo(new[] { "index.html", "qr.png", "qr.svg", "release.json" }));
        Assert.That(hosted.PackageLink, Does.EndWith("/index.html"));
        Assert.That(await File.ReadAllTextAsync(hosted.PagePath), Does.Contain("href=\"https://testflight.apple.com/join/AbCdEfGh\""));
        Assert.That(await File.ReadAllTextAsync(hosted.LocalFiles[3]), Does.Contain("\"title\": \"TestFlight\"").And.Not.Contain("\"file\""));
        Assert.That(await host.HoldsAsync(bundle, default));
        Assert.That(await host.HoldsAsync(bundle with { StoresOnly = false }, default), Is.False);
    }

    [Test]
    public void PublishAsync_WhenNoStoreHasIt_Refuses()
    {
        var host = new FolderHost(new FolderHostOptions { Root = _folder.FullPath }, TimeProvider.System);
        var bundle = ApplePages.Bundle(_folder.Write("in/app.ipa", [1])) with { StoresOnly = true };

        Assert.That(async () => await host.PublishAsync(bundle, null, default), Throws.TypeOf<DistributionException>().With.Message.Contains("cannot be installed from a link"));
    }

    private static InstallPageModel OfStore(StoreWay store) => ApplePages.AdHoc() with { Action = new InstallAction.OpenStore(store), Stores = [store], Audience = null };

    private static void Verify(string name, InstallPageModel model)
    {
        var page = InstallPage.Render(model with { Package = model.Package with { Icon = null } });
        Approved.Verify(name + ".approved.html", page[page.IndexOf("<main>", StringComparison.Ordinal)..]);
    }
}
