using System.Security.Cryptography;
using MobileDist.InstallLinks;
using MobileDist.Packages;
using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

public sealed class GitHubReleaseHostTests
{
    private const string Link = "https://github.test/acme/shop/releases/download/mobiledist-pr-12/shop-android.apk";

    private Hub _hub = null!;
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeHub()
    {
        _hub = new Hub();
        _folder = new TestFolder();
    }

    [TearDown]
    public void CloseHub()
    {
        _folder.Dispose();
        _hub.Dispose();
    }

    private FakeRelease Release => _hub.Fake.Releases.Single();

    private GitHubReleaseHost Host(int? pullRequest = 12, string server = "https://github.test") => new(
        _hub.Api,
        new GitHubReleaseOptions
        {
            Repository = FakeGitHub.Repository,
            PullRequestNumber = pullRequest,
            ServerAddress = server,
            Root = _folder.Combine("output"),
        },
        _hub.Time);

    private InstallBundle Bundle(string key = "shop-android", string content = "first") => new()
    {
        ReleaseKey = key,
        PackagePath = _folder.Write($"{key}-{content}.apk", content),
        Package = new PackageInfo
        {
            Platform = AppPlatform.Android,
            Format = PackageFormat.Apk,
            Identifier = "com.acme.shop",
            VersionName = "1.2.0",
            BuildNumber = "42",
            Label = "Shop @acme <b>",
            MinimumOs = "21",
        },
        PackageDigest = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))),
        Signing = new SigningFacts(new string('a', 64)),
    };

    private InstallBundle IosBundle()
    {
        var bundle = Bundle("shop-ios");
        return bundle with { Package = bundle.Package with { Platform = AppPlatform.Ios, Format = PackageFormat.Ipa, MinimumOs = "15.0" } };
    }

    private string Text(string name) => System.Text.Encoding.UTF8.GetString(Release.Assets.Single(asset => string.Equals(asset.Name, name, StringComparison.Ordinal)).Bytes!);

    [Test]
    public async Task PublishAsync_WhenFirst_MakesAPreReleaseWithAllFiles()
    {
        var hosted = await Host().PublishAsync(Bundle(), progress: null, default);

        Assert.Multiple(() =>
        {
            Assert.That(hosted.Link, Is.EqualTo(Link));
            Assert.That(hosted.PackageLink, Is.EqualTo(Link));
            Assert.That(hosted.Reach.Scope, Is.EqualTo(ReachScope.Internet));
            Assert.That(hosted.QrImageLink, Is.Null);
            Assert.That(hosted.QrPngPath, Does.Exist);
            Assert.That(Release.Tag, Is.EqualTo("mobiledist-pr-12"));
            Assert.That(Release.IsPrerelease, Is.True);
            Assert.That(
                Release.Assets.Select(asset => asset.Name),
                Is.EquivalentTo(new[] { "shop-android.apk", "shop-android.html", "shop-android.png", "shop-android.svg", "shop-android.json" }));
            Assert.That(Release.Assets[0].ContentType, Is.EqualTo("application/vnd.android.package-archive"));
            Assert.That(Text("shop-android.apk"), Is.EqualTo("first"));
            Assert.That(Text("shop-android.json"), Does.Contain(Link));
            Assert.That(Release.Body, Does.Contain(Link).And.Not.Contain("<b>").And.Not.Contain("@acme"));
        });
    }

    [Test]
    public async Task CheckAsync_WhenTheRepositoryIsOpen_Passes() => await Host().CheckAsync(default);

    [Test]
    public void CheckAsync_WhenTheRepositoryIsPrivate_SaysWhatToUse()
    {
        _hub.Fake.IsPrivate = true;

        var error = Assert.ThrowsAsync<DistributionException>(() => Host().CheckAsync(default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults.Single().Headline, Does.Contain("not public"));
        Assert.That(error.Faults.Single().Remedy, Does.Contain("'folder'"));
    }

    [Test]
    public void CheckAsync_WhenTheServerAsksEverybodyForALogin_SaysWhatToUse()
    {
        _hub.Fake.IsInPrivateMode = true;

        var error = Assert.ThrowsAsync<DistributionException>(() => Host().CheckAsync(default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults.Single().Headline, Does.Contain("'github.test'").And.Contain("private mode"));
        Assert.That(error.Faults.Single().Remedy, Does.Contain("'folder'"));
    }

    [TestCase("https://github.test", 1)]
    [TestCase("https://github.com", 0)]
    public async Task CheckAsync_WhenTheServerIsNotTheService_AsksOnceMoreWithoutTheToken(string server, int anonymous)
    {
        await Host(server: server).CheckAsync(default);

        Assert.That(_hub.Fake.Requests.Count(request => !request.Headers.ContainsKey("Authorization")), Is.EqualTo(anonymous));
    }

    [Test]
    public void CheckAsync_WhenTheRepositoryIsArchived_SaysSo()
    {
        _hub.Fake.IsArchived = true;

        var error = Assert.ThrowsAsync<DistributionException>(() => Host().CheckAsync(default))!;

        Assert.That(error.Faults.Single().Headline, Does.Contain("archived"));
    }

    [Test]
    public void CheckAsync_OutsideOfAPullRequest_IsASettingsError()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => Host(pullRequest: null).CheckAsync(default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(_hub.Fake.Requests, Is.Empty);
    }

    [Test]
    public async Task HoldsAsync_WhenPublished_IsTrueForTheseBytesOnly()
    {
        var bundle = Bundle();
        var before = await Host().HoldsAsync(bundle, default);
        await Host().PublishAsync(bundle, progress: null, default);

        var after = await Host().HoldsAsync(bundle, default);
        var another = await Host().HoldsAsync(Bundle(content: "other"), default);

        Assert.That((before, after, another), Is.EqualTo((false, true, false)));
    }

    [Test]
    public async Task HoldsAsync_WhenTheFileIsHalfThere_IsFalse()
    {
        var bundle = Bundle();
        await Host().PublishAsync(bundle, progress: null, default);
        Release.Assets.Single(asset => asset.Name.EndsWith(".apk", StringComparison.Ordinal)).Bytes = null;

        Assert.That(await Host().HoldsAsync(bundle, default), Is.False);
    }

    [Test]
    public async Task PublishAsync_WhenItIsAnIpa_UploadsWhatIosReadsUnderAbsoluteAddresses()
    {
        const string Base = "https://github.test/acme/shop/releases/download/mobiledist-pr-12/";

        var hosted = await Host().PublishAsync(IosBundle(), progress: null, default);

        Assert.Multiple(() =>
        {
            Assert.That(
                Release.Assets.Select(asset => asset.Name),
                Is.EquivalentTo(new[]
                {
                    "shop-ios.ipa", "shop-ios.html", "shop-ios.png", "shop-ios.svg", "shop-ios.json", "shop-ios.plist", "shop-ios--icon-57.png", "shop-ios--icon-512.png",
                }));
            Assert.That(Release.Assets[0].ContentType, Is.EqualTo("application/octet-stream"));
            Assert.That(hosted.PackageLink, Is.EqualTo(Base + "shop-ios.ipa"));
            Assert.That(hosted.Link, Is.EqualTo(Base + "shop-ios.html"));
            Assert.That(
                Text("shop-ios.plist"),
                Does.Contain($"<string>{Base}shop-ios.ipa</string>").And.Contain($"<string>{Base}shop-ios--icon-57.png</string>").And.Contain($"<string>{Base}shop-ios--icon-512.png</string>"));
            Assert.That(Text("shop-ios.html"), Does.Contain("itms-services://?action=download-manifest&amp;url=" + Uri.EscapeDataString(Base + "shop-ios.plist")));
            Assert.That(Release.Body, Does.Contain(Base + "shop-ios.html").And.Contain("iOS").And.Contain("Safari").And.Not.Contain("itms-services"));
        });
    }

    [Test]
    public async Task WithdrawAsync_WhenItIsAnIpa_TakesAllOfItAndNothingElse()
    {
        await Host().PublishAsync(IosBundle(), progress: null, default);
        await Host().PublishAsync(Bundle(), progress: null, default);

        var outcome = await Host().WithdrawAsync("shop-ios", default);

        Assert.That(outcome, Is.InstanceOf<WithdrawOutcome.Removed>());
        Assert.That(Release.Assets.Select(asset => asset.Name).ToArray(), Has.Length.EqualTo(5).And.All.StartsWith("shop-android."));
        Assert.That(await Host().HoldsAsync(IosBundle(), default), Is.False);
    }

    [Test]
    public async Task HoldsAsync_WhenTheIpaIsThere_IsTrue()
    {
        await Host().PublishAsync(IosBundle(), progress: null, default);

        Assert.That(await Host().HoldsAsync(IosBundle(), default), Is.True);
    }

    [Test]
    public async Task PublishAsync_WhenPushedAgain_ReplacesUnderTheSameLink()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        await Host().PublishAsync(Bundle("bank-android"), progress: null, default);

        var hosted = await Host().PublishAsync(Bundle(content: "second"), progress: null, default);

        Assert.That(hosted.Link, Is.EqualTo(Link));
        Assert.That(Text("shop-android.apk"), Is.EqualTo("second"));
        Assert.That(Release.Assets, Has.Count.EqualTo(10));
        Assert.That(Release.Body, Does.Contain("bank-android.apk").And.Contain("shop-android.apk"));
    }

    [Test]
    public async Task PublishAsync_WhenTheServerGivesNoDigests_ReplacesAFileOfTheSameSize()
    {
        _hub.Fake.HasDigests = false;
        await Host().PublishAsync(Bundle(content: "build 41"), progress: null, default);

        var held = await Host().HoldsAsync(Bundle(content: "build 42"), default);
        await Host().PublishAsync(Bundle(content: "build 42"), progress: null, default);

        Assert.That(held, Is.False);
        Assert.That(Text("shop-android.apk"), Is.EqualTo("build 42"));
        Assert.That(Release.Assets, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task PublishAsync_WhenTheServerGivesNoDigests_TakesNoOtherBuildThatABrokenRunUploaded()
    {
        _hub.Fake.HasDigests = false;
        _hub.Fake.Fault = request => request.Method is "PATCH" ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Forbidden")) : null;
        Assert.That(() => Host().PublishAsync(Bundle(content: "build 41"), progress: null, default), Throws.TypeOf<DistributionException>());
        var lost = new HashSet<string>(StringComparer.Ordinal);
        _hub.Fake.Fault = request => request.Method is "POST" && lost.Add(request.Path) ? new FakeGitHubFault.CutAfter() : null;

        await Host().PublishAsync(Bundle(content: "build 42"), progress: null, default);

        Assert.That(Text("shop-android.apk"), Is.EqualTo("build 42"));
        Assert.That(lost, Has.Count.EqualTo(5), "an upload whose answer was lost is found again by its size");
        Assert.That(_hub.Fake.Requests.Count(request => request.Method is "POST" && request.Path.Contains("shop-android.apk.pending", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task PublishAsync_WhenAnUploadBreaks_ReplacesWhatIsHalfThere()
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        _hub.Fake.Fault = request => request.Method is "POST" && request.Path.Contains("assets?", StringComparison.Ordinal) && broken.Add(request.Path)
            ? new FakeGitHubFault.CutBefore()
            : null;

        await Host().PublishAsync(Bundle(), progress: null, default);

        Assert.That(broken, Has.Count.EqualTo(5));
        Assert.That(Release.Assets, Has.Count.EqualTo(5).And.All.Property("Bytes").Not.Null);
        Assert.That(Release.Assets.Select(asset => asset.Name), Has.None.EndsWith(".pending"));
    }

    [Test]
    public async Task PublishAsync_WhenEveryAnswerToAWriteIsLostOnce_PublishesAllTheSame()
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        _hub.Fake.Fault = request => request.Method is not "GET" && lost.Add(request.ToString()) ? new FakeGitHubFault.CutAfter() : null;

        await Host().PublishAsync(Bundle(), progress: null, default);
        await Host().PublishAsync(Bundle(content: "second"), progress: null, default);

        Assert.That(Release.Assets, Has.Count.EqualTo(5));
        Assert.That(Text("shop-android.apk"), Is.EqualTo("second"));
    }

    [Test]
    public async Task PublishAsync_WhenUploadNeverArrives_KeepsWhatWasPublished()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        _hub.Fake.Fault = request => request.Path.Contains("assets?name", StringComparison.Ordinal) ? new FakeGitHubFault.CutBefore() : null;

        Assert.That(
            async () => await Host().PublishAsync(Bundle(content: "second"), progress: null, default),
            Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unreachable).And.Message.Contains("'shop-android.apk'"));
        Assert.That(Text("shop-android.apk"), Is.EqualTo("first"));
    }

    [Test]
    public async Task PublishAsync_WhenSameAgain_UploadsNoPackage()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        var before = _hub.Fake.Requests.Count;

        await Host().PublishAsync(Bundle(), progress: null, default);

        Assert.That(_hub.Fake.Requests.Skip(before), Has.None.Matches<FakeGitHubRequest>(request => request.Method is not "GET"));
    }

    [Test]
    public void PublishAsync_WhenRepositoryIsPrivate_SaysWhyAndWhatToUse()
    {
        _hub.Fake.IsPrivate = true;

        var error = Assert.ThrowsAsync<DistributionException>(async () => await Host().PublishAsync(Bundle(), progress: null, default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults[0].Headline, Does.Contain("'acme/shop' is not public"));
        Assert.That(error.Faults[0].Remedy, Does.Contain("'folder'"));
        Assert.That(_hub.Fake.Releases, Is.Empty);
    }

    [Test]
    public void PublishAsync_WhenTokenMayNotWrite_NamesThePermission()
    {
        _hub.Fake.Fault = request => request.Method is "POST"
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Resource not accessible by integration"))
            : null;

        var error = Assert.ThrowsAsync<DistributionException>(async () => await Host().PublishAsync(Bundle(), progress: null, default));

        Assert.That(error!.Faults[0].Remedy, Does.Contain("contents: write"));
    }

    [Test]
    public void PublishAsync_WhenNoPullRequest_Refuses() =>
        Assert.That(
            async () => await Host(pullRequest: null).PublishAsync(Bundle(), progress: null, default),
            Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Settings));

    [Test]
    public async Task WithdrawAsync_WhenLastPackage_DeletesReleaseAndTag()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        await Host().PublishAsync(Bundle("bank-android"), progress: null, default);

        var first = await Host().WithdrawAsync("shop-android", default);
        var left = Release.Assets.Select(asset => asset.Name).ToArray();
        var second = await Host().WithdrawAsync("bank-android", default);
        var third = await Host().WithdrawAsync("bank-android", default);

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.InstanceOf<WithdrawOutcome.Removed>());
            Assert.That(left, Has.Length.EqualTo(5).And.All.StartsWith("bank-android."));
            Assert.That(second, Is.InstanceOf<WithdrawOutcome.Removed>());
            Assert.That(third, Is.InstanceOf<WithdrawOutcome.NothingThere>());
            Assert.That(_hub.Fake.Releases, Is.Empty);
            Assert.That(_hub.Fake.Tags, Is.Empty);
        });
    }

    [Test]
    public async Task WithdrawAsync_WhenRefused_SaysWhy()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        _hub.Fake.Fault = request => request.Method is "DELETE"
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Repository was archived so is read-only."))
            : null;

        Assert.That(
            await Host().WithdrawAsync("shop-android", default),
            Is.InstanceOf<WithdrawOutcome.NotPossible>().With.Property("Reason").Contains("archived"));
    }

    [Test]
    public async Task UploadAsync_WhenPackageIsLarge_HoldsOnlyAPieceOfIt()
    {
        const long Size = 96L * 1024 * 1024;
        var path = _folder.Combine("large.apk");
        await using (var file = File.Create(path))
        {
            file.SetLength(Size);
        }

        using var content = new FileContent(path, Size, "application/octet-stream", progress: null);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await content.CopyToAsync(Stream.Null);

        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(8 * 1024 * 1024));
    }
}
