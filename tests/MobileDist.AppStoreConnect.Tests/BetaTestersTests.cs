using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class BetaTestersTests
{
    private AppleFixture _fixture = null!;
    private BetaTesters _testers = null!;
    private FakeBetaGroup _fake = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new AppleFixture();
        _testers = new BetaTesters(_fixture.Api);
        _fake = _fixture.Apple.AddGroup("Friends");
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Sync_WhenDoneTwice_ChangesNothingTheSecondTime()
    {
        _fixture.Apple.AddTester("known@acme.example");
        _fixture.Apple.AddTester("member@acme.example", _fake);
        _fixture.Apple.AddTester("foreign@acme.example", appId: "999");
        string[] emails = ["new@acme.example", "known@acme.example", "Member@ACME.example", "foreign@acme.example", "NEW@acme.example "];

        var first = await SyncAsync(emails);
        var second = await SyncAsync(emails);

        Assert.That(first.Added, Is.EquivalentTo(new[] { "new@acme.example", "known@acme.example", "foreign@acme.example" }));
        Assert.That(first.Kept, Is.EqualTo(new[] { "Member@ACME.example" }));
        Assert.That((second.HasChanged, second.Kept.Length), Is.EqualTo((false, 4)));
        Assert.That(_fake.TesterIds, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Sync_WhenSomebodyCannotBeAssigned_TakesTheOthers()
    {
        _fake = _fixture.Apple.AddGroup("Team", isInternal: true);
        _fixture.Apple.Users.Add("user@acme.example");
        _fixture.Apple.Users.Add("known@acme.example");
        _fixture.Apple.AddTester("known@acme.example");
        _fixture.Apple.AddTester("outsider@acme.example");

        var report = await SyncAsync(["user@acme.example", "known@acme.example", "outsider@acme.example", "stranger@acme.example"]);

        Assert.That(report.Added, Is.EquivalentTo(new[] { "user@acme.example", "known@acme.example" }));
        Assert.That(report.Refused.Select(refused => refused.Email), Is.EquivalentTo(new[] { "outsider@acme.example", "stranger@acme.example" }));
        Assert.That(report.Refused[0].Why.Remedy, Does.Contain("users of App Store Connect"));
    }

    [Test]
    public async Task Sync_WhenAppleSaysNoToAMember_LooksAndKeeps()
    {
        var ghost = _fixture.Apple.AddTester("member@acme.example");
        _fixture.Apple.Fault = request =>
        {
            if (request.Method is "POST")
            {
                // Somebody else adds the tester in the same moment.
                _fake.TesterIds.Add(ghost.Id);
            }

            return null;
        };

        var report = await SyncAsync(["member@acme.example"]);

        Assert.That((report.Kept.Length, report.Refused.Length), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Sync_WhenOthersAreToLeave_RemovesThemAndOnlyThen()
    {
        for (var other = 0; other < 150; other++)
        {
            _fixture.Apple.AddTester($"old{other}@acme.example", _fake);
        }

        _fixture.Apple.AddTester("member@acme.example", _fake);

        var kept = await SyncAsync(["member@acme.example"]);
        var removed = await _testers.SyncAsync(FakeAppStoreConnect.AppId, Group, new TesterSync { Testers = [new WantedTester("member@acme.example")], RemoveOthers = true }, null, default);

        Assert.That((kept.Removed.Length, removed.Removed.Length), Is.EqualTo((0, 150)));
        Assert.That(_fake.TesterIds, Has.Count.EqualTo(1));
        Assert.That(_fixture.Count("DELETE", "/relationships/betaTesters"), Is.EqualTo(2));
    }

    [Test]
    public async Task Sync_WhenInvitingAgain_MailsOnlyThoseWhoHaveNotAccepted()
    {
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        var invited = _fixture.Apple.AddTester("invited@acme.example", _fake);
        var accepted = _fixture.Apple.AddTester("accepted@acme.example", _fake, "ACCEPTED");
        var wanted = new TesterSync { Testers = [new WantedTester(invited.Email), new WantedTester(accepted.Email)], InviteAgain = true };

        var early = await _testers.SyncAsync(FakeAppStoreConnect.AppId, Group, wanted, null, default);
        build.ReviewState = "APPROVED";
        var later = await _testers.SyncAsync(FakeAppStoreConnect.AppId, Group, wanted, null, default);

        Assert.That(early.NotYetInvited, Is.EqualTo(new[] { invited.Email }));
        Assert.That(later.InvitedAgain, Is.EqualTo(new[] { invited.Email }));
        Assert.That((invited.Invitations, accepted.Invitations), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Sync_WhenInvitingAgainInTwoGroups_MailsEachOnce()
    {
        _fixture.Apple.AddBuild("1.2.0", "42").ReviewState = "APPROVED";
        var other = _fixture.Apple.AddGroup("Family");
        var invited = _fixture.Apple.AddTester("invited@acme.example", _fake);
        other.TesterIds.Add(invited.Id);
        var wanted = new TesterSync { Testers = [new WantedTester(invited.Email)], InviteAgain = true };

        var reports = await _testers.SyncAsync(FakeAppStoreConnect.AppId, [new GroupSync(Group, wanted), new GroupSync(new BetaGroup(other.Id, other.Name, IsInternal: false, HasAllBuilds: false), wanted)], null, default);

        Assert.That(invited.Invitations, Is.EqualTo(1));
        Assert.That(reports.Sum(report => report.InvitedAgain.Length), Is.EqualTo(1));
    }

    [Test]
    public async Task Sync_WhenAppleDoesNotMailOne_MailsTheOthers()
    {
        _fixture.Apple.AddBuild("1.2.0", "42").ReviewState = "APPROVED";
        var testers = new[] { "a@acme.example", "b@acme.example", "c@acme.example" }.Select(email => _fixture.Apple.AddTester(email, _fake)).ToList();
        var mails = 0;
        _fixture.Apple.Fault = request => request is { Method: "POST", Path: "/v1/betaTesterInvitations" } && ++mails == 2
            ? new FakeAppleFault.Refuse(FakeAppleAnswer.Refusal(409, "STATE_ERROR", "The request cannot be fulfilled.", "Tester b@acme.example has opted out."))
            : null;

        var report = await _testers.SyncAsync(
            FakeAppStoreConnect.AppId, Group, new TesterSync { Testers = [.. testers.Select(tester => new WantedTester(tester.Email))], InviteAgain = true }, null, default);

        Assert.That(report.InvitedAgain, Is.EqualTo(new[] { "a@acme.example", "c@acme.example" }));
        Assert.That(report.NotInvited.Single().Email, Is.EqualTo("b@acme.example"));
        Assert.That(report.Refused, Is.Empty);
    }

    [Test]
    public async Task AssignToBuild_WhenAppleRefusesOne_GivesItToTheOthers()
    {
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        var testers = Enumerable.Range(0, 8).Select(number => _fixture.Apple.AddTester($"t{number}@acme.example", _fake, number == 3 ? "REVOKED" : "ACCEPTED")).ToList();

        var report = await _testers.AssignToBuildAsync(FakeAppStoreConnect.AppId, build.Id, [.. testers.Select(tester => new WantedTester(tester.Email))], default);

        Assert.That(report.Added, Has.Length.EqualTo(7));
        Assert.That(report.Refused.Single().Email, Is.EqualTo("t3@acme.example"));
        Assert.That(build.TesterIds, Has.Count.EqualTo(7));
    }

    [Test]
    public async Task Sync_WhenInvitingAgainUsesTheHourUp_LeavesTheRest()
    {
        _fixture.Apple.CallsPerHour = 100;
        _fixture.Apple.AddBuild("1.2.0", "42").ReviewState = "APPROVED";
        var testers = Enumerable.Range(0, 200).Select(number => _fixture.Apple.AddTester($"t{number}@acme.example", _fake)).ToList();

        var report = await _testers.SyncAsync(
            FakeAppStoreConnect.AppId, Group, new TesterSync { Testers = [.. testers.Select(tester => new WantedTester(tester.Email))], InviteAgain = true }, null, default);

        Assert.That(report.InvitedAgain, Has.Length.InRange(80, 95));
        Assert.That(report.Postponed, Has.Length.EqualTo(200 - report.InvitedAgain.Length));
        Assert.That(_fixture.Api.Calls, Is.LessThan(100));
    }

    [Test]
    public async Task Sync_WhenAnswerIsLost_AddsOnce()
    {
        _fixture.Fail("POST", "/v1/betaTesters", new FakeAppleFault.CutAfter());
        _fixture.Apple.AddTester("known@acme.example");
        _fixture.Fail("POST", "/relationships/betaTesters", new FakeAppleFault.GatewayAfter());

        var report = await SyncAsync(["new@acme.example", "known@acme.example"]);

        Assert.That(report.Added, Has.Length.EqualTo(2));
        Assert.That(_fixture.Apple.Requests.Count(request => request.Method is "POST"), Is.EqualTo(2));
    }

    [Test]
    public async Task Sync_WhenListIsLong_StaysWithinTheHour()
    {
        for (var known = 0; known < 9_000; known++)
        {
            _fixture.Apple.AddTester($"t{known}@acme.example", known < 4_000 ? _fake : null);
        }

        var reports = new List<WorkProgress>();
        var testers = Enumerable.Range(0, 10_000).Select(number => new WantedTester($"t{number}@acme.example")).ToList();

        var report = await _testers.SyncAsync(FakeAppStoreConnect.AppId, Group, new TesterSync { Testers = testers }, new Collected(reports), default);

        Assert.That((report.Kept.Length, report.Added.Length), Is.EqualTo((4_000, 6_000)));
        Assert.That(_fixture.Api.Calls, Is.InRange(1_000 + 50, 1_200), "20 + 45 pages, 50 requests for 5,000 known ones, one for each of 1,000 new ones");
        Assert.That(reports.Select(each => each.Done), Is.Ordered);
        Assert.That(reports[^1], Is.EqualTo(new WorkProgress("Testers of Friends", 10_000, 10_000, WorkUnit.Items)));
    }

    [Test]
    public async Task AssignToBuild_WhenDoneTwice_ChangesOnce()
    {
        var build = _fixture.Apple.AddBuild("1.2.0", "42");
        _fixture.Apple.AddTester("known@acme.example");
        WantedTester[] wanted = [new("known@acme.example"), new("new@acme.example", "Ada", "Lovelace")];

        var first = await _testers.AssignToBuildAsync(FakeAppStoreConnect.AppId, build.Id, wanted, default);
        var second = await _testers.AssignToBuildAsync(FakeAppStoreConnect.AppId, build.Id, wanted, default);

        Assert.That((first.Added.Length, second.Kept.Length, second.HasChanged), Is.EqualTo((2, 2, false)));
        Assert.That(build.TesterIds, Has.Count.EqualTo(2));
    }

    private BetaGroup Group => new(_fake.Id, _fake.Name, _fake.IsInternal, _fake.HasAllBuilds);

    private Task<TesterSyncReport> SyncAsync(string[] emails) => _testers.SyncAsync(
        FakeAppStoreConnect.AppId, Group, new TesterSync { Testers = [.. emails.Select(email => new WantedTester(email))] }, progress: null, default);

    private sealed class Collected(List<WorkProgress> reports) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => reports.Add(value);
    }
}
