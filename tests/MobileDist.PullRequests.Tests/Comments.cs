using MobileDist.InstallLinks;

namespace MobileDist.PullRequests.Tests;

/// <summary>Comments that the tests share.</summary>
internal static class Comments
{
    public const string Link = "https://builds.example.com/shop-android/";

    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static CommentRelease Android(string app = "Sample") => new()
    {
        Key = "sample-android",
        App = app,
        Platform = "Android",
        Outcome = new CommentOutcome.Published(),
        Run = new CommentRun
        {
            Number = 128,
            Attempt = 1,
            Link = "https://git.example.com/acme/shop/actions/runs/9000128",
            Commit = "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
            CommitLink = "https://git.example.com/acme/shop/commit/bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
            At = Noon,
        },
        Identifier = "dev.mobiledist.sample",
        Version = "1.2.0",
        BuildNumber = "42",
        Size = 5_231_072,
        Audience = "anybody with the link",
        Expires = Noon.AddDays(8),
        Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Link = new CommentLink(Link, LinkReach.Internet),
        Qr = new QrRendering.Image(Link + "qr.png"),
    };

    public static CommentRelease Ios() => Android("Sample") with
    {
        Key = "sample-ios",
        Platform = "iOS",
        Size = 18_400_000,
        BuildNumber = "1042",
        Audience = "14 registered devices",
        Sha256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        Link = new CommentLink("https://builds.example.com/sample-ios/", LinkReach.Internet),
        Qr = new QrRendering.Image("https://builds.example.com/sample-ios/qr.png"),
    };

    /// <summary>An ad hoc build: so many testers who can install it, so many who cannot.</summary>
    public static CommentRelease AdHoc(int can, int cannot) => Ios() with
    {
        Audience = null,
        Devices = new CommentDevices
        {
            Count = 14,
            CanInstall = CommentNames.Of(Enumerable.Range(1, can).Select(number => $"Ada {number} L.")),
            CannotInstall = CommentNames.Of(Enumerable.Range(1, cannot).Select(number => $"Grace {number} H.")),
            ProfileExpires = Noon.AddDays(200),
        },
    };

    public static CommentRelease Failed() => Android("Shop") with
    {
        Key = "shop-android",
        Outcome = new CommentOutcome.Failed("The keystore 'release.jks' has no entry 'upload'."),
        Link = null,
        Qr = new QrRendering.None(),
        Sha256 = null,
        Expires = null,
    };

    public static CommentWay TestFlight(WayAvailability availability = WayAvailability.Now, string? reason = null) => new()
    {
        Title = "TestFlight",
        Link = new CommentLink("https://testflight.apple.com/join/AbCdEfGh", LinkReach.Internet),
        Qr = new QrRendering.Image("https://builds.example.com/sample-ios/testflight.png"),
        Audience = "groups QA (12 testers) and Friends (public link)",
        Expires = Noon.AddDays(90),
        Steps = [new CommentStep("Install TestFlight from the App Store.", "https://apps.apple.com/app/testflight/id899247664"), new CommentStep("Open the invitation, and tap Install.")],
        Availability = availability,
        AvailabilityReason = reason,
    };

    public static CommentModel Of(params CommentRelease[] releases) => new() { Key = "default", Releases = [.. releases] };

    public static QrModules Modules(string text)
    {
        var code = QrCode.For(text, QrErrorCorrection.Low);
        return QrModules.From(code.Size, code.IsDark);
    }
}
