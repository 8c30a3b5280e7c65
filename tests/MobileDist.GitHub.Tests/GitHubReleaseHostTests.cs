using MobileDist.InstallLinks;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

public sealed class GitHubReleaseHostTests : GitHubReleaseHostTestBase
{
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
        Hub.Fake.HasDigests = false;
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
        Hub.Fake.HasDigests = false;
        Hub.Fake.Fault = request => request.Method is "PATCH" ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(403, "Forbidden")) : null;
        Assert.That(() => Host().PublishAsync(Bundle(content: "build 41"), progress: null, default), Throws.TypeOf<DistributionException>());
        var lost = new HashSet<string>(StringComparer.Ordinal);
        Hub.Fake.Fault = request => request.Method is "POST" && lost.Add(request.Path) ? new FakeGitHubFault.CutAfter() : null;

        await Host().PublishAsync(Bundle(content: "build 42"), progress: null, default);

        Assert.That(Text("shop-android.apk"), Is.EqualTo("build 42"));
        Assert.That(lost, Has.Count.EqualTo(5), "an upload whose answer was lost is found again by its size");
        Assert.That(Hub.Fake.Requests.Count(request => request.Method is "POST" && request.Path.Contains("shop-android.apk.pending", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task PublishAsync_WhenAnUploadBreaks_ReplacesWhatIsHalfThere()
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        Hub.Fake.Fault = request => request.Method is "POST" && request.Path.Contains("assets?", StringComparison.Ordinal) && broken.Add(request.Path)
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
        Hub.Fake.Fault = request => request.Method is not "GET" && lost.Add(request.ToString()) ? new FakeGitHubFault.CutAfter() : null;

        await Host().PublishAsync(Bundle(), progress: null, default);
        await Host().PublishAsync(Bundle(content: "second"), progress: null, default);

        Assert.That(Release.Assets, Has.Count.EqualTo(5));
        Assert.That(Text("shop-android.apk"), Is.EqualTo("second"));
    }

    [Test]
    public async Task PublishAsync_WhenUploadNeverArrives_KeepsWhatWasPublished()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        Hub.Fake.Fault = request => request.Path.Contains("assets?name", StringComparison.Ordinal) ? new FakeGitHubFault.CutBefore() : null;

        Assert.That(
            async () => await Host().PublishAsync(Bundle(content: "second"), progress: null, default),
            Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unreachable).And.Message.Contains("'shop-android.apk'"));
        Assert.That(Text("shop-android.apk"), Is.EqualTo("first"));
    }

    [Test]
    public async Task PublishAsync_WhenSameAgain_UploadsNoPackage()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        var before = Hub.Fake.Requests.Count;

        await Host().PublishAsync(Bundle(), progress: null, default);

        Assert.That(Hub.Fake.Requests.Skip(before), Has.None.Matches<FakeGitHubRequest>(request => request.Method is not "GET"));
    }

    [Test]
    public void PublishAsync_WhenRepositoryIsPrivate_SaysWhyAndWhatToUse()
    {
        Hub.Fake.IsPrivate = true;

        var error = Assert.ThrowsAsync<DistributionException>(async () => await Host().PublishAsync(Bundle(), progress: null, default));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(error.Faults[0].Headline, Does.Contain("'acme/shop' is not public"));
        Assert.That(error.Faults[0].Remedy, Does.Contain("'folder'"));
        Assert.That(Hub.Fake.Releases, Is.Empty);
    }

    [Test]
    public void PublishAsync_WhenTokenMayNotWrite_NamesThePermission()
    {
        Hub.Fake.Fault = request => request.Method is "POST"
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
            Assert.That(Hub.Fake.Releases, Is.Empty);
            Assert.That(Hub.Fake.Tags, Is.Empty);
        });
    }

    [Test]
    public async Task WithdrawAsync_WhenRefused_SaysWhy()
    {
        await Host().PublishAsync(Bundle(), progress: null, default);
        Hub.Fake.Fault = request => request.Method is "DELETE"
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
        var path = Folder.Combine("large.apk");
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
