using System.Security.Cryptography;
using MobileDist.InstallLinks;
using MobileDist.Packages;
using MobileDist.Testing;
using MobileDist.Testing.GitHub;

namespace MobileDist.GitHub.Tests;

/// <summary>A host on a pull request of a fake server, and packages for it.</summary>
public abstract class GitHubReleaseHostTestBase
{
    protected const string Link = "https://github.test/acme/shop/releases/download/mobiledist-pr-12/shop-android.apk";

    private protected Hub Hub { get; private set; } = null!;

    protected TestFolder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeHub()
    {
        Hub = new Hub();
        Folder = new TestFolder();
    }

    [TearDown]
    public void CloseHub()
    {
        Folder.Dispose();
        Hub.Dispose();
    }

    private protected FakeRelease Release => Hub.Fake.Releases.Single();

    private protected GitHubReleaseHost Host(int? pullRequest = 12, string server = "https://github.test") => new(
        Hub.Api,
        new GitHubReleaseOptions
        {
            Repository = FakeGitHub.Repository,
            PullRequestNumber = pullRequest,
            ServerAddress = server,
            Root = Folder.Combine("output"),
        },
        Hub.Time);

    private protected InstallBundle Bundle(string key = "shop-android", string content = "first") => new()
    {
        ReleaseKey = key,
        PackagePath = Folder.Write($"{key}-{content}.apk", content),
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

    private protected InstallBundle IosBundle()
    {
        var bundle = Bundle("shop-ios");
        return bundle with { Package = bundle.Package with { Platform = AppPlatform.Ios, Format = PackageFormat.Ipa, MinimumOs = "15.0" } };
    }

    private protected string Text(string name) => System.Text.Encoding.UTF8.GetString(Release.Assets.Single(asset => string.Equals(asset.Name, name, StringComparison.Ordinal)).Bytes!);
}
