using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class BetaGroupsTests
{
    private AppleFixture _fixture = null!;
    private BetaGroups _groups = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new AppleFixture();
        _groups = new BetaGroups(_fixture.Api);
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public void Resolve_WhenANameIsUnknown_ListsThoseThereAreAndChangesNothing()
    {
        _fixture.Apple.AddGroup("Friends");
        _fixture.Apple.AddGroup("Team", isInternal: true);

        var error = Assert.ThrowsAsync<DistributionException>(() => ResolveAsync(new WantedGroup("New") { CreateWhenMissing = true }, new WantedGroup("friends")));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Does.Contain("no TestFlight group 'friends'"));
        Assert.That(error.Faults[0].Details, Is.EqualTo(new[] { new FaultDetail("did you mean", "Friends"), new FaultDetail("groups of the app", "'Friends', 'Team'") }));
        Assert.That(_fixture.Apple.Requests.Select(request => request.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    public async Task Resolve_WhenOnAnotherPage_FindsIt()
    {
        for (var other = 0; other < 205; other++)
        {
            _fixture.Apple.AddGroup($"Group {other}");
        }

        var resolved = await ResolveAsync(new WantedGroup("Group 204"));

        Assert.That(resolved[0].Change, Is.EqualTo(Change.None));
    }

    [Test]
    public async Task Resolve_WhenMissingAndWanted_CreatesItOnce([Values] bool isInternal, [Values] bool isAnswerLost)
    {
        if (isAnswerLost)
        {
            _fixture.Fail("POST", "/v1/betaGroups", new FakeAppleFault.CutAfter());
        }

        var wanted = new WantedGroup("Pull requests") { CreateWhenMissing = true, IsInternal = isInternal };
        var first = await ResolveAsync(wanted);
        var second = await ResolveAsync(wanted);

        Assert.That((first[0].Change, second[0].Change), Is.EqualTo((Change.Made, Change.None)));
        Assert.That(_fixture.Apple.Groups, Has.Count.EqualTo(1));
        Assert.That((_fixture.Apple.Groups[0].IsInternal, _fixture.Apple.Groups[0].HasAllBuilds), Is.EqualTo((isInternal, false)));
        Assert.That(second[0].Group, Is.EqualTo(first[0].Group));
    }

    [Test]
    public void Resolve_WhenTwoGroupsHaveTheName_SaysSo()
    {
        _fixture.Apple.AddGroup("Friends");
        _fixture.Apple.AddGroup("Friends ");

        Assert.That(Assert.ThrowsAsync<DistributionException>(() => ResolveAsync(new WantedGroup("Friends")))!.Message, Does.Contain("more than one"));
    }

    [Test]
    public async Task Resolve_WhenPublicLinkIsWanted_SwitchesItOnWithItsLimitOnce()
    {
        _fixture.Apple.AddGroup("Friends");
        var wanted = new WantedGroup("Friends") { HasPublicLink = true, PublicLinkLimit = 50 };

        var first = await ResolveAsync(wanted);
        var second = await ResolveAsync(wanted);
        var off = await ResolveAsync(new WantedGroup("Friends") { HasPublicLink = false });

        Assert.That((first[0].Change, second[0].Change, off[0].Change), Is.EqualTo((Change.Made, Change.None, Change.Made)));
        Assert.That((first[0].Group.PublicLink, first[0].Group.PublicLinkLimit), Is.EqualTo((_fixture.Apple.Groups[0].Id is var id ? "https://testflight.apple.com/join/" + id : "", (int?)50)));
        Assert.That(off[0].Group.PublicLink, Is.Null);
    }

    [Test]
    public void Resolve_WhenPublicLinkCannotBe_SaysSoBeforeAnyChange()
    {
        _fixture.Apple.AddGroup("Team", isInternal: true);

        Assert.That(Assert.ThrowsAsync<DistributionException>(() => ResolveAsync(new WantedGroup("Team") { HasPublicLink = true }))!.Message, Does.Contain("internal"));
        Assert.That(Assert.ThrowsAsync<DistributionException>(() => ResolveAsync(new WantedGroup("Team") { PublicLinkLimit = 10_001 }))!.Message, Does.Contain("'10001'"));
    }

    [Test]
    public async Task Assign_WhenDoneTwice_ChangesOnce([Values] bool isInternal)
    {
        _fixture.Apple.AddGroup("Friends", isInternal);
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        var group = (await _groups.ListAsync(FakeAppStoreConnect.AppId, default))[0];

        Assert.That(await _groups.AssignAsync(group, build.Id, default), Is.EqualTo(new AssignOutcome.Assigned(Change.Made)));
        Assert.That(await _groups.AssignAsync(group, build.Id, default), Is.EqualTo(new AssignOutcome.Assigned(Change.None)));
        Assert.That(_fixture.Count("POST", "/relationships/builds"), Is.EqualTo(1));
    }

    [Test]
    public async Task Assign_WhenGroupIsAutomatic_IsDoneEitherWay([Values] bool isKnown)
    {
        _fixture.Apple.AddGroup("Team", isInternal: true, hasAllBuilds: true);
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        var group = (await _groups.ListAsync(FakeAppStoreConnect.AppId, default))[0] with { HasAllBuilds = isKnown };

        Assert.That(await _groups.AssignAsync(group, build.Id, default), Is.EqualTo(new AssignOutcome.Automatic()));
    }

    [Test]
    public async Task Assign_WhenBuildIsTooNewForWrites_WaitsForApple()
    {
        _fixture.Apple.AddGroup("Friends");
        _fixture.Apple.UnwritableFor = TimeSpan.FromSeconds(30);
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        var group = (await _groups.ListAsync(FakeAppStoreConnect.AppId, default))[0];

        Assert.That(await _groups.AssignAsync(group, build.Id, default), Is.EqualTo(new AssignOutcome.Assigned(Change.Made)));
    }

    [Test]
    public async Task Assign_WhenBuildIsNotReady_SaysSoAndGoesOn()
    {
        _fixture.Apple.AddGroup("Friends");
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        build.UsesNonExemptEncryption = null;
        var group = (await _groups.ListAsync(FakeAppStoreConnect.AppId, default))[0];

        var outcome = await _groups.AssignAsync(group, build.Id, default);

        Assert.That(outcome, Is.InstanceOf<AssignOutcome.NotYet>());
        Assert.That(((AssignOutcome.NotYet)outcome).Why.Details[0].Value, Does.Contain("externally assignable state"));
    }

    [TestCase("CutAfter")]
    [TestCase("GatewayAfter")]
    [TestCase("CutBefore")]
    public async Task Assign_WhenAnswerIsLost_ReadsBack(string fault)
    {
        _fixture.Apple.AddGroup("Friends");
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        var group = (await _groups.ListAsync(FakeAppStoreConnect.AppId, default))[0];
        _fixture.Fail("POST", "/relationships/builds", fault switch
        {
            "CutAfter" => new FakeAppleFault.CutAfter(),
            "GatewayAfter" => new FakeAppleFault.GatewayAfter(),
            _ => new FakeAppleFault.CutBefore(),
        });

        await _groups.AssignAsync(group, build.Id, default);

        Assert.That(build.GroupIds, Is.EqualTo(new[] { group.Id }));
        Assert.That(_fixture.Count("POST", "/relationships/builds"), Is.EqualTo(fault is "CutBefore" ? 2 : 1));
    }

    private Task<IReadOnlyList<(BetaGroup Group, Change Change)>> ResolveAsync(params WantedGroup[] wanted) => _groups.ResolveAsync(FakeAppStoreConnect.AppId, wanted, default);
}
