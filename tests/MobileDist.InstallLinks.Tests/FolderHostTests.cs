using System.Runtime.Versioning;
using System.Text.Json;
using MobileDist.Packages;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed class FolderHostTests
{
    private TestFolder _folder = null!;
    private string _package = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _package = _folder.Write("in/app.apk", [1, 2, 3, 4, 5]);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task PublishAsync_WhenNothingIsThere_WritesTheWholeSite()
    {
        var hosted = await Host("https://builds.example.com/mobile").PublishAsync(Bundle(), null, default);

        Assert.That(Names("sample-android", "site"), Is.EqualTo(new[] { "Sample-1.2.0-42.apk", "index.html", "qr.png", "qr.svg", "release.json" }));
        Assert.That(hosted.Link, Is.EqualTo("https://builds.example.com/mobile/sample-android/site/"));
        Assert.That(hosted.PackageLink, Is.EqualTo("https://builds.example.com/mobile/sample-android/site/Sample-1.2.0-42.apk"));
        Assert.That(hosted.QrImageLink, Is.EqualTo("https://builds.example.com/mobile/sample-android/site/qr.png"));
        Assert.That(hosted.Reach.Scope, Is.EqualTo(ReachScope.Internet));
        Assert.That(File.ReadAllBytes(Site("Sample-1.2.0-42.apk")), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
        Assert.That(File.ReadAllBytes(hosted.QrPngPath), Is.EqualTo(QrCode.For(hosted.Link).ToPng()));
        Assert.That(File.ReadAllText(Site("index.html")), Does.Contain("href=\"Sample-1.2.0-42.apk\" download"));
        Assert.That(Names("sample-android"), Is.EqualTo(new[] { "site" }), "nothing half-made stays beside it");
        Approved.Verify("release.approved.json", File.ReadAllText(Site("release.json")));
    }

    [Test]
    public async Task PublishAsync_WhenNobodyServesTheFolder_GivesAFileLinkAndSaysSo()
    {
        var hosted = await Host(null).PublishAsync(Bundle(), null, default);

        Assert.That(new Uri(hosted.Link).LocalPath, Is.EqualTo(Site("index.html")));
        Assert.That(hosted.Link, Does.Contain("%20"), "blanks are escaped");
        Assert.That(new Uri(hosted.PackageLink).LocalPath, Is.EqualTo(Site("Sample-1.2.0-42.apk")));
        Assert.That(hosted.Reach.Scope, Is.EqualTo(ReachScope.ThisComputer));
        Assert.That(hosted.Reach.Reason, Does.Contain("Serve its folder"));
        Assert.That(hosted.QrImageLink, Is.Null);
        Assert.That(File.ReadAllText(Site("index.html")), Does.Contain("Serve its folder"));
    }

    [TestCase("https://builds.example.com", ReachScope.Internet, true)]
    [TestCase("http://builds.example.com/", ReachScope.Internet, false)]
    [TestCase("http://192.168.1.20:8080/", ReachScope.Network, false)]
    [TestCase("https://172.31.0.1/", ReachScope.Network, false)]
    [TestCase("https://172.32.0.1/", ReachScope.Internet, true)]
    [TestCase("https://[fd00::1]/", ReachScope.Network, false)]
    [TestCase("https://nas.local/", ReachScope.Network, false)]
    [TestCase("https://buildserver/", ReachScope.Network, false)]
    [TestCase("http://localhost:5000/", ReachScope.ThisComputer, false)]
    [TestCase("http://127.0.0.1:5000/", ReachScope.ThisComputer, false)]
    public async Task PublishAsync_WhenAddressIsGiven_SaysWhoReachesIt(string address, ReachScope scope, bool image)
    {
        var hosted = await Host(address).PublishAsync(Bundle(), null, default);

        Assert.That(hosted.Reach.Scope, Is.EqualTo(scope));
        Assert.That(hosted.QrImageLink is not null, Is.EqualTo(image));
        Assert.That(hosted.Reach.Reason.Contains("plain http", StringComparison.Ordinal), Is.EqualTo(address.StartsWith("http:", StringComparison.Ordinal)));
    }

    [TestCase("builds.example.com")]
    [TestCase("ftp://builds.example.com/")]
    [TestCase("https://builds.example.com/?sig=1")]
    [TestCase("https://builds.example.com/#a")]
    [TestCase("https://user:hunter2@builds.example.com/")]
    [TestCase("")]
    public void PublishAsync_WhenAddressCannotBeUsed_SaysWhatWould(string address)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => Host(address).PublishAsync(Bundle(), null, default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Does.Contain("base address").And.Not.Contain("hunter2"));
        Assert.That(Directory.Exists(_folder.Combine("out")), Is.False);
    }

    [TestCase("../escape")]
    [TestCase("a/b")]
    [TestCase("A")]
    [TestCase(".hidden")]
    [TestCase("a..b")]
    [TestCase("")]
    [TestCase("a\n")]
    public void PublishAsync_WhenKeyIsNoName_Refuses(string key)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => Host(null).PublishAsync(Bundle() with { ReleaseKey = key }, null, default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.ThrowsAsync<DistributionException>(() => Host(null).WithdrawAsync(key, default));
    }

    [Test]
    public async Task PublishAsync_WhenDoneAgain_ReplacesTheSiteWhole()
    {
        await Host(null).PublishAsync(Bundle(), null, default);
        var next = Bundle() with { Package = Pages.Package() with { BuildNumber = "43" }, PackagePath = _folder.Write("in/next.apk", [9]) };

        await Host(null).PublishAsync(next, null, default);

        Assert.That(Names("sample-android", "site"), Is.EqualTo(new[] { "Sample-1.2.0-43.apk", "index.html", "qr.png", "qr.svg", "release.json" }));
        Assert.That(Names("sample-android"), Is.EqualTo(new[] { "site" }));
    }

    [Test]
    public async Task PublishAsync_WhenReleaseFolderIsTheSite_LeavesOtherReleasesAlone()
    {
        var host = new FolderHost(new FolderHostOptions { Root = _folder.Combine("out"), Subfolder = "", BaseUrl = "https://b.example/" }, new FixedTime(Pages.Noon));

        var hosted = await host.PublishAsync(Bundle(), null, default);
        await host.PublishAsync(Pages.Bundle(_package, "other-android"), null, default);

        Assert.That(hosted.Link, Is.EqualTo("https://b.example/sample-android/"));
        Assert.That(Names(), Is.EqualTo(new[] { "other-android", "sample-android" }));
    }

    [Test]
    public async Task PublishAsync_WhenFolderIsSomebodyElses_TouchesNothing()
    {
        _folder.Write("out/sample-android/site/thesis.txt", "years of work");

        var error = Assert.ThrowsAsync<DistributionException>(() => Host(null).PublishAsync(Bundle(), null, default))!;
        var withdrawn = await Host(null).WithdrawAsync("sample-android", default);

        Assert.That(error.Message, Does.Contain("not a site of ours"));
        Assert.That(withdrawn, Is.InstanceOf<WithdrawOutcome.NotPossible>());
        Assert.That(Names("sample-android", "site"), Is.EqualTo(new[] { "thesis.txt" }));
    }

    [Test]
    public void PublishAsync_WhenPackageIsMissing_SaysWhatToDo()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => Host(null).PublishAsync(Pages.Bundle("nowhere.apk"), null, default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Faults[0].Remedy, Does.Contain("signing stage"));
    }

    [Test]
    public void PublishAsync_WhenPackageIsNoApk_SaysThatItCannot()
    {
        var bundle = Bundle() with { Package = Pages.Package() with { Format = PackageFormat.Aab } };

        Assert.That(Assert.ThrowsAsync<DistributionException>(() => Host(null).PublishAsync(bundle, null, default))!.Message, Does.Contain("'AAB'"));
        Assert.That(Names("sample-android"), Is.Empty);
    }

    [Test]
    public async Task PublishAsync_WhenWritingFails_KeepsWhatWasThere()
    {
        await Host(null).PublishAsync(Bundle(), null, default);
        // Nobody may read it while it is open like this.
        using var locked = File.Open(_package, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = Assert.ThrowsAsync<DistributionException>(() => Host(null).PublishAsync(Bundle(), null, default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults[0].Remedy, Does.Contain("unchanged"));
        Assert.That(Names("sample-android"), Is.EqualTo(new[] { "site" }));
        Assert.That(Names("sample-android", "site"), Has.Length.EqualTo(5));
    }

    [Test]
    public async Task PublishAsync_WhenCancelledInTheMiddle_KeepsWhatWasThere()
    {
        await Host(null).PublishAsync(Bundle(), null, default);
        using var cancellation = new CancellationTokenSource();
        var progress = new Immediately(() => cancellation.Cancel());
        var next = Bundle() with { Package = Pages.Package() with { BuildNumber = "43" } };

        Assert.ThrowsAsync<OperationCanceledException>(() => Host(null).PublishAsync(next, progress, cancellation.Token));

        Assert.That(Names("sample-android"), Is.EqualTo(new[] { "site" }));
        Assert.That(Names("sample-android", "site"), Does.Contain("Sample-1.2.0-42.apk"));
    }

    [Test]
    public async Task PublishAsync_AfterARunThatDiedBetweenTheRenames_FindsTheOldSite()
    {
        await Host(null).PublishAsync(Bundle(), null, default);
        var site = _folder.Combine("out", "sample-android", "site");
        Directory.Move(site, SiteSwap.Aside(site));

        Assert.That(await Host(null).WithdrawAsync("sample-android", default), Is.InstanceOf<WithdrawOutcome.Removed>());
        Assert.That(Names("sample-android"), Is.Empty);
    }

    [Test]
    public async Task WithdrawAsync_WhenPublished_RemovesItOnce()
    {
        await Host(null).PublishAsync(Bundle(), null, default);

        var first = await Host(null).WithdrawAsync("sample-android", default);
        var second = await Host(null).WithdrawAsync("sample-android", default);

        Assert.That(first, Is.EqualTo(new WithdrawOutcome.Removed()));
        Assert.That(second, Is.EqualTo(new WithdrawOutcome.NothingThere()));
        Assert.That(first.IsGone && second.IsGone);
        Assert.That(Directory.Exists(_folder.Combine("out", "sample-android", "site")), Is.False);
    }

    [TestCase("Sample", null, "Sample-1.2.0-42.apk")]
    [TestCase("Mein Lädchen 🛒", null, "Mein-L-dchen-1.2.0-42.apk")]
    [TestCase("日本語", null, "dev.mobiledist.sample-1.2.0-42.apk")]
    [TestCase("Sample", "my app (final).apk", "my-app-final.apk")]
    [TestCase("Sample", "../../etc/passwd.apk", "passwd.apk")]
    [TestCase("Sample", ".hidden.apk", "hidden.apk")]
    [TestCase("Sample", "CON.apk", "app-CON.apk")]
    [TestCase("Sample", "日本.apk", "app.apk")]
    [TestCase("Sample", "a..b...c.apk", "a.b.c.apk")]
    public async Task PublishAsync_WhenNameIsAnything_GivesOneThatNeedsNoEscaping(string label, string? wished, string expected)
    {
        var bundle = Bundle() with { FileName = wished, Package = Pages.Package(label) };

        var hosted = await Host("https://b.example/").PublishAsync(bundle, null, default);

        Assert.That(Path.GetFileName(new Uri(hosted.PackageLink).LocalPath), Is.EqualTo(expected));
        Assert.That(File.Exists(Site(expected)));
    }

    [Test]
    public async Task PublishAsync_WhenNameIsVeryLong_CutsIt()
    {
        var hosted = await Host("https://b.example/").PublishAsync(Bundle() with { Package = Pages.Package(new string('x', 400)) }, null, default);

        Assert.That(Path.GetFileName(new Uri(hosted.PackageLink).LocalPath), Has.Length.EqualTo(84));
    }

    [Test]
    public async Task PublishAsync_Always_WritesJsonThatProgramsCanRead()
    {
        await Host(null).PublishAsync(Bundle() with { Package = Pages.Package("\"}\n<script>") }, null, default);

        using var json = JsonDocument.Parse(File.ReadAllText(Site("release.json")));

        Assert.That(json.RootElement.GetProperty("schema").GetInt32(), Is.EqualTo(1));
        Assert.That(json.RootElement.GetProperty("app").GetProperty("label").GetString(), Is.EqualTo("\"}\n<script>"));
    }

    [Test, Platform(Exclude = "Win", Reason = "Windows has no such modes."), UnsupportedOSPlatform("windows")]
    public async Task PublishAsync_WhenPackageIsPrivate_LetsTheWebServerReadTheCopy()
    {
        File.SetUnixFileMode(_package, UnixFileMode.UserRead);

        await Host(null).PublishAsync(Bundle(), null, default);

        Assert.That(File.GetUnixFileMode(Site("Sample-1.2.0-42.apk")), Is.EqualTo((UnixFileMode)0b110_100_100));
    }

    private FolderHost Host(string? baseUrl) =>
        new(new FolderHostOptions { Root = _folder.Combine("out"), BaseUrl = baseUrl }, new FixedTime(Pages.Noon));

    private InstallBundle Bundle() => Pages.Bundle(_package);

    private string Site(string name) => _folder.Combine("out", "sample-android", "site", name);

    private string[] Names(params string[] parts) =>
        [.. new DirectoryInfo(_folder.Combine(["out", .. parts])).EnumerateFileSystemInfos().Select(info => info.Name).Order(StringComparer.Ordinal)];

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Immediately(Action action) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => action();
    }
}
