using MobileDist.Pipeline;

namespace MobileDist.Build.Tests.Distributing;

public sealed class RunTagsTests
{
    private readonly RecordingPlatform _platform = new();

    [SetUp]
    public void ForgetTags() => _platform.Tags.Clear();

    private static ReleaseResult Result(string release, bool failed = false, string? link = "https://builds.example.com/") =>
        new(release, release, "android", "1.0 (1)", "published", failed, Package: null, link);

    [Test]
    public void Set_WhenSomethingWasPublished_TagsWithOursAndEachRelease()
    {
        new RunTags(_platform).Set([Result("shop-android"), Result("bank-android", failed: true), Result("kiosk-android", link: null)]);

        Assert.That(_platform.Tags, Is.EqualTo(new[] { "mobiledist", "shop-android" }));
    }

    [Test]
    public void Set_WhenNothingWasPublished_TagsNothing()
    {
        new RunTags(_platform).Set([Result("shop-android", failed: true)]);

        Assert.That(_platform.Tags, Is.Empty);
    }
}
