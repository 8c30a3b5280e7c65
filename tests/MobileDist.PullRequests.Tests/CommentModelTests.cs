namespace MobileDist.PullRequests.Tests;

public sealed class CommentModelTests
{
    [Test]
    public void Merge_WhenJobsEndInAnyOrder_GivesTheSame()
    {
        var android = Comments.Of(Comments.Android());
        var ios = Comments.Of(Comments.Ios());
        var failed = Comments.Of(Comments.Failed());

        var one = android.Merge(ios).Merge(failed);
        var other = failed.Merge(android).Merge(ios).Merge(android);

        Assert.That(one.Releases, Is.EqualTo(other.Releases));
        Assert.That(one.Releases, Has.Length.EqualTo(3));
    }

    [Test]
    public void Merge_WhenRunIsNewer_Replaces()
    {
        var merged = Comments.Of(Run(128, 1)).Merge(Comments.Of(Run(129, 1) with { Version = "2.0" }));

        Assert.That(merged.Releases.Single().Version, Is.EqualTo("2.0"));
    }

    [TestCase(127, 9), TestCase(128, 1)]
    public void Merge_WhenRunIsOlder_KeepsWhatIsThere(int number, int attempt)
    {
        var merged = Comments.Of(Run(128, 2)).Merge(Comments.Of(Run(number, attempt) with { Version = "0.1" }));

        Assert.That(merged.Releases.Single().Version, Is.EqualTo("1.2.0"));
    }

    [Test]
    public void Merge_WhenRunHasNoNumber_Replaces()
    {
        var merged = Comments.Of(Run(128, 2)).Merge(Comments.Of(Comments.Android() with { Run = CommentRun.Unknown, Version = "2.0" }));

        Assert.That(merged.Releases.Single().Version, Is.EqualTo("2.0"));
    }

    private static CommentRelease Run(long number, int attempt) =>
        Comments.Android() with { Run = new CommentRun { Number = number, Attempt = attempt } };
}
