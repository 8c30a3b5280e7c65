namespace MobileDist.GooglePlay.Tests;

/// <summary>What is wrong before anybody is asked.</summary>
public sealed class PlayPlanCheckTests
{
    private PlayFixture _fixture = null!;

    [SetUp]
    public void Prepare() => _fixture = new PlayFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [TestCase(null, PlayReleaseStatus.InProgress)]
    [TestCase(0.0, PlayReleaseStatus.InProgress)]
    [TestCase(1.0, PlayReleaseStatus.InProgress)]
    [TestCase(double.NaN, PlayReleaseStatus.InProgress)]
    [TestCase(0.5, PlayReleaseStatus.Completed)]
    [TestCase(0.5, PlayReleaseStatus.Draft)]
    [TestCase(null, PlayReleaseStatus.Unknown)]
    public void Publish_WhenShareDoesNotFitTheStatus_AsksNobody(double? fraction, PlayReleaseStatus status) => AssertUnfit(_fixture.Plan() with { Status = status, UserFraction = fraction });

    [Test]
    public void Publish_WhenPlanIsWrong_SaysAllAtOnce()
    {
        var error = AssertUnfit(_fixture.Plan() with { PackageName = "shop", Track = "a/b", UpdatePriority = 6, TesterGroups = ["someone", "qa@googlegroups.com"] });

        Assert.That(error.Faults, Has.Length.EqualTo(4));
    }

    [TestCase("com.acme.shop\n", "qa@googlegroups.com")]
    [TestCase("com.acme.shop", "qa@googlegroups.com\n")]
    public void Publish_WhenALineBreakFollows_AsksNobody(string packageName, string group) => AssertUnfit(_fixture.Plan() with { PackageName = packageName, TesterGroups = [group] });

    [Test]
    public void Publish_WhenFileIsEmptyOrMissing_SaysSo()
    {
        Assert.That(() => _fixture.PublishAsync(_fixture.Plan() with { Package = _fixture.Folder.Write("empty.aab", "") }), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unfit));
        Assert.That(() => _fixture.PublishAsync(_fixture.Plan() with { Package = _fixture.Folder.Combine("missing.aab") }), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Unfit));
        Assert.That(_fixture.Play.Requests, Is.Empty);
    }

    private DistributionException AssertUnfit(PlayPlan plan)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => _fixture.PublishAsync(plan))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(_fixture.Play.Requests, Is.Empty);
        return error;
    }
}
