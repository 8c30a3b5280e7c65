using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class ProofReaderTests
{
    private AppleFixture _fixture = null!;
    private FakeBuild _build = null!;
    private FakeBetaGroup _external = null!;
    private FakeBetaGroup _internal = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new AppleFixture();
        _build = _fixture.Apple.AddBuild("1.2.0", "42");
        _external = _fixture.Apple.AddGroup("Friends");
        _internal = _fixture.Apple.AddGroup("Team", isInternal: true);
        _fixture.Apple.AddTester("friend@acme.example", _external);
        _fixture.Apple.AddTester("user@acme.example", _internal);
        _build.GroupIds.UnionWith([_external.Id, _internal.Id]);
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Read_WhenReviewIsOutstanding_OnlyInternalTestersCanInstall()
    {
        _build.ReviewState = "WAITING_FOR_REVIEW";

        var proof = await ReadAsync();

        Assert.That(proof.Groups.Select(group => group.Installability), Is.EqualTo(new Installability[] { new Installability.AfterReview(), new Installability.Now() }));
        Assert.That((proof.CanSomebodyInstall, proof.WillSomebodyInstall), Is.EqualTo((true, true)));
    }

    [TestCase("IN_BETA_TESTING", null)]
    [TestCase("BETA_APPROVED", null)]
    [TestCase("READY_FOR_BETA_SUBMISSION", NotInstallable.NotSubmittedForReview)]
    [TestCase("BETA_REJECTED", NotInstallable.ReviewRejected)]
    [TestCase("MISSING_EXPORT_COMPLIANCE", NotInstallable.MissingExportCompliance)]
    [TestCase("IN_EXPORT_COMPLIANCE_REVIEW", NotInstallable.InExportComplianceReview)]
    [TestCase("PROCESSING", NotInstallable.StillProcessing)]
    [TestCase("PROCESSING_EXCEPTION", NotInstallable.Invalid)]
    [TestCase("EXPIRED", NotInstallable.Expired)]
    [TestCase("PONDERING", NotInstallable.UnknownState)]
    public async Task Read_OfExternalGroup_FollowsItsState(string state, NotInstallable? reason)
    {
        _build.ExternalState = state;

        var proof = await ReadAsync();

        Assert.That(proof.Groups[0].Installability, Is.EqualTo(reason is { } why ? new Installability.Not(why) : (Installability)new Installability.Now()));
    }

    [Test]
    public async Task Read_WhenGroupDoesNotHaveTheBuild_SaysSo()
    {
        _build.GroupIds.Clear();

        var proof = await ReadAsync();

        Assert.That(proof.Groups.Select(group => group.Installability), Is.All.EqualTo(new Installability.Not(NotInstallable.NotAssigned)));
        Assert.That(proof.WillSomebodyInstall, Is.False);
    }

    [Test]
    public async Task Read_WhenNobodyIsInTheGroup_NobodyCanInstall([Values] bool hasPublicLink)
    {
        _build.ExternalState = "IN_BETA_TESTING";
        _external.TesterIds.Clear();
        _external.HasPublicLink = hasPublicLink;

        var proof = await ReadAsync();

        Assert.That(proof.Groups[0].Installability, Is.EqualTo(hasPublicLink ? new Installability.Now() : (Installability)new Installability.Not(NotInstallable.NoTesters)));
    }

    [Test]
    public async Task Read_WhenGroupChangedMeanwhile_TellsWhatIsTrueNow()
    {
        var known = await GroupsAsync();
        _external.HasPublicLink = true;

        var proof = await new ProofReader(_fixture.Api).ReadAsync(_build.Id, [.. known, new BetaGroup("gone", "Gone", IsInternal: false, HasAllBuilds: false)], default);

        Assert.That(proof.Groups[0].Group.PublicLink, Is.EqualTo(_external.PublicLink));
        Assert.That(proof.Groups[2].Installability, Is.EqualTo(new Installability.Not(NotInstallable.GroupMissing)));
    }

    [Test]
    public async Task Read_WhenBuildIsGoneOrExpired_SaysSo()
    {
        var gone = await new ProofReader(_fixture.Api).ReadAsync("gone", await GroupsAsync(), default);
        _build.IsExpired = true;
        var expired = await ReadAsync();

        Assert.That(gone.Groups[0].Installability, Is.EqualTo(new Installability.Not(NotInstallable.BuildMissing)));
        Assert.That(expired.Groups[1].Installability, Is.EqualTo(new Installability.Not(NotInstallable.Expired)));
    }

    [Test]
    public async Task Read_WhenTestersHaveTheBuildByThemselves_TellsOfThem()
    {
        _build.ExternalState = "BETA_APPROVED";
        Assert.That((await ReadAsync()).IndividualTesters, Is.Null);
        _build.TesterIds.Add(_fixture.Apple.Testers[0].Id);

        Assert.That((await ReadAsync()).IndividualTesters, Is.EqualTo(new Installability.Now()));
    }

    private async Task<IReadOnlyList<BetaGroup>> GroupsAsync() => await new BetaGroups(_fixture.Api).ListAsync(FakeAppStoreConnect.AppId, default);

    private async Task<BuildProof> ReadAsync() => await new ProofReader(_fixture.Api).ReadAsync(_build.Id, await GroupsAsync(), default);
}
