using MobileDist.Testing;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class BuildWaitingTests
{
    private AppleFixture _fixture = null!;
    private TestFolder _folder = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new AppleFixture();
        _folder = new TestFolder();
    }

    [TearDown]
    public void Remove()
    {
        _fixture.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Wait_WhenProcessingTakesItsTime_WaitsForAllThreeStates([Values] bool linksBuilds)
    {
        _fixture.Apple.LinksBuilds = linksBuilds;
        var uploadId = await UploadAsync();
        var start = _fixture.Time.GetUtcNow();

        var outcome = await WaitAsync(uploadId);

        Assert.That(outcome, Is.InstanceOf<BuildWaitOutcome.Ready>());
        var build = ((BuildWaitOutcome.Ready)outcome).Build;
        Assert.That((build.Processing, build.Beta!.Internal, build.Beta.External), Is.EqualTo((BuildProcessingState.Valid, BetaBuildState.ReadyForTesting, BetaBuildState.ReadyForSubmission)));
        Assert.That(_fixture.Time.GetUtcNow() - start, Is.InRange(TimeSpan.FromMinutes(11), TimeSpan.FromMinutes(12)));
        Assert.That((build.Version, build.BuildNumber, build.UsesNonExemptEncryption), Is.EqualTo(("1.2.0", "42", (bool?)false)));
    }

    [Test]
    public async Task Wait_WhenAnotherVersionHasTheNumber_TakesItsOwn()
    {
        _fixture.Apple.AddBuild("1.1.0", "42");
        _fixture.Apple.AddBuild("1.2.0", "42", "TV_OS");

        var outcome = await WaitAsync(null, new BuildWaitLimits { Appears = TimeSpan.FromMinutes(5) });

        Assert.That(outcome, Is.EqualTo(new BuildWaitOutcome.NotYet(BuildWaitStage.Appears, BuildId: null, TimeSpan.FromMinutes(5))));
    }

    [TestCase("1.2.0", "1.2")]
    [TestCase("1.2", "1.2.0")]
    [TestCase("1.02", "1.2")]
    public async Task Wait_WhenAppleSpellsTheVersionOtherwise_FindsIt(string ours, string theirs)
    {
        _fixture.Apple.AddBuild(theirs, "42");

        var build = await new AppleBuilds(_fixture.Api).FindAsync(AppleFixture.Identity with { Version = ours }, default);

        Assert.That(build?.Version, Is.EqualTo(theirs));
    }

    [Test]
    public async Task Wait_WhenAppleRejects_EndsAtOnceWithItsReasons()
    {
        _fixture.Apple.PackageErrors = [("90683", "Missing purpose string in Info.plist."), ("90725", "SDK version issue.")];
        var uploadId = await UploadAsync();
        var start = _fixture.Time.GetUtcNow();

        var outcome = await WaitAsync(uploadId);

        Assert.That(outcome, Is.InstanceOf<BuildWaitOutcome.Rejected>());
        var errors = ((BuildWaitOutcome.Rejected)outcome).Errors;
        Assert.That(errors, Is.EqualTo(new[] { new AppleNote("90683", "Missing purpose string in Info.plist."), new AppleNote("90725", "SDK version issue.") }));
        Assert.That(errors[0].Advice, Does.Contain("UsageDescription"));
        Assert.That(_fixture.Time.GetUtcNow() - start, Is.LessThan(TimeSpan.FromMinutes(3)));
    }

    [Test]
    public async Task Wait_WhenAPartArrivedDamaged_EndsWithApplesRefusal()
    {
        _fixture.Apple.Fault = request => request.Parameter("partNumber") is "1" ? new FakeAppleFault.Damage() : null;

        var outcome = await WaitAsync(await UploadAsync());

        Assert.That(outcome, Is.InstanceOf<BuildWaitOutcome.Rejected>());
        Assert.That(((BuildWaitOutcome.Rejected)outcome).Errors.Select(error => error.Code), Is.EqualTo(new[] { "90035" }));
    }

    [Test]
    public async Task Wait_WhenOnlyTheDayIsUsedUp_SaysSo()
    {
        _fixture.Apple.PackageErrors = [("90382", "Upload limit reached.")];

        Assert.That(await WaitAsync(await UploadAsync()), Is.InstanceOf<BuildWaitOutcome.DailyLimit>());
    }

    [TestCase("INVALID")]
    [TestCase("FAILED")]
    public async Task Wait_WhenBuildIsInvalid_EndsAtOnce(string state)
    {
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        build.ProcessingResult = state;
        var start = _fixture.Time.GetUtcNow();

        Assert.That(await WaitAsync(null), Is.InstanceOf<BuildWaitOutcome.Rejected>());
        Assert.That(_fixture.Time.GetUtcNow(), Is.EqualTo(start));
    }

    [TestCase(BuildWaitStage.Appears)]
    [TestCase(BuildWaitStage.Processes)]
    [TestCase(BuildWaitStage.Settles)]
    public async Task Wait_WhenAStageTakesTooLong_EndsAndCanGoOn(BuildWaitStage stage)
    {
        var long_ = TimeSpan.FromMinutes(90);
        _fixture.Apple.AppearsAfter = stage is BuildWaitStage.Appears ? long_ : TimeSpan.FromMinutes(1);
        _fixture.Apple.ProcessesAfter = stage is BuildWaitStage.Processes ? long_ : TimeSpan.FromMinutes(1);
        _fixture.Apple.SettlesAfter = stage is BuildWaitStage.Settles ? long_ : TimeSpan.FromMinutes(1);
        var uploadId = await UploadAsync();

        var first = await WaitAsync(uploadId, new BuildWaitLimits { Appears = TimeSpan.FromMinutes(30), Processes = TimeSpan.FromMinutes(40), Settles = TimeSpan.FromMinutes(50) });
        var second = await WaitAsync(uploadId, new BuildWaitLimits { Appears = TimeSpan.FromHours(2), Processes = TimeSpan.FromHours(2), Settles = TimeSpan.FromHours(2) });

        Assert.That(first, Is.InstanceOf<BuildWaitOutcome.NotYet>());
        var notYet = (BuildWaitOutcome.NotYet)first;
        Assert.That((notYet.Stage, notYet.BuildId is null), Is.EqualTo((stage, stage is BuildWaitStage.Appears)));
        Assert.That(notYet.Waited, Is.InRange(TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(50)));
        Assert.That(second, Is.InstanceOf<BuildWaitOutcome.Ready>());
        Assert.That(_fixture.Apple.Uploads, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Wait_WhenAppleListsNoDetail_EndsInTime()
    {
        _fixture.Apple.AddBuild("1.2.0", "42").HasNoDetail = true;

        var outcome = await WaitAsync(null);

        Assert.That(outcome, Is.InstanceOf<BuildWaitOutcome.NotYet>().With.Property(nameof(BuildWaitOutcome.NotYet.Stage)).EqualTo(BuildWaitStage.Settles));
    }

    [Test]
    public async Task Wait_WhenComplianceIsMissing_IsThroughNevertheless()
    {
        _fixture.Apple.DeclaredEncryption = null;

        var outcome = await WaitAsync(await UploadAsync());

        Assert.That(((BuildWaitOutcome.Ready)outcome).Build.Beta!.External, Is.EqualTo(BetaBuildState.MissingExportCompliance));
    }

    [Test]
    public async Task NextNumber_WhenABuildIsStillProcessed_CountsIt()
    {
        _fixture.Apple.AddBuild("1.2.0", "7");
        _fixture.Apple.AddBuild("1.3.0", "99");
        await UploadAsync();

        var builds = new AppleBuilds(_fixture.Api);

        Assert.That(await builds.NextNumberAsync(FakeAppStoreConnect.AppId, "1.2", ApplePlatform.Ios, default), Is.EqualTo("43"));
        Assert.That(await builds.NextNumberAsync(FakeAppStoreConnect.AppId, null, ApplePlatform.Ios, default), Is.EqualTo("100"));
        Assert.That(await builds.NextNumberAsync(FakeAppStoreConnect.AppId, "1.2", ApplePlatform.TvOs, default), Is.EqualTo("1"));
    }

    [TestCase("2.0.53.731", "2.0.53.732")]
    [TestCase("9", "10")]
    [TestCase("3", "8")]
    [TestCase("1.2a", "8")]
    [TestCase(null, "8")]
    public async Task NextNumber_WhenAppleNamesTheLast_IsAboveThatAndAllOthers(string? named, string expected)
    {
        _fixture.Apple.AddBuild("1.2.0", named is "2.0.53.731" ? "2.0.53.9" : "7");

        Assert.That(await new AppleBuilds(_fixture.Api).NextNumberAsync(FakeAppStoreConnect.AppId, "1.2", ApplePlatform.Ios, default, named), Is.EqualTo(expected));
    }

    private async Task<string> UploadAsync()
    {
        var package = new BuildPackage(AppleFixture.Identity, _folder.Write("Shop.ipa", "PK and so on"), "sha256:1");
        var outcome = await new BuildUploads(_fixture.Api).UploadAsync(package, null, _ => { }, progress: null, default);
        return ((BuildUploadOutcome.Uploaded)outcome).Record.UploadId;
    }

    private Task<BuildWaitOutcome> WaitAsync(string? uploadId, BuildWaitLimits? limits = null) =>
        new BuildWaiting(_fixture.Api).WaitAsync(AppleFixture.Identity, uploadId, limits ?? new BuildWaitLimits(), progress: null, default);
}
