using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.GooglePlay.Tests;

public sealed class CloudIdentityGroupsTests
{
    private const string Memberships = "/memberships";

    private IdentityFixture _fixture = null!;
    private CloudIdentityGroups _groups = null!;

    [SetUp]
    public async Task Start()
    {
        _fixture = await IdentityFixture.StartAsync();
        _groups = Groups(_fixture.SignIn(_fixture.KeyFile, GoogleScopes.CloudIdentityGroups));
    }

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_fixture.Server.State.Violations, Is.Empty);
        _groups.Dispose();
        await _fixture.DisposeAsync();
    }

    [Test]
    public async Task SyncAsync_WhenSomeAreMissing_AddsThemAndTellsWho()
    {
        _fixture.Server.Groups.Add("Ada@acme.example");

        var report = await SyncAsync("ada@ACME.example", "grace@acme.example", " edsger@gmail.com ", "grace@acme.example", "");

        Assert.That(report.Already, Is.EqualTo(new[] { "ada@ACME.example" }));
        Assert.That(report.Added, Is.EqualTo(new[] { "grace@acme.example", "edsger@gmail.com" }));
        Assert.That(report.Failed, Is.Empty);
        Assert.That(Addresses, Is.EqualTo(new[] { "Ada@acme.example", "grace@acme.example", "edsger@gmail.com" }));
        Assert.That(report.ToString(), Is.EqualTo("testers@acme.example: 1 already in, 2 added, 0 removed, 0 failed"));
    }

    [Test]
    public async Task SyncAsync_WhenDoneTwice_ChangesNothing()
    {
        await SyncAsync("ada@acme.example", "grace.hopper@gmail.com");

        var report = await SyncAsync("ada@acme.example", "GraceHopper@googlemail.com");

        Assert.That(report.HasChanged, Is.False);
        Assert.That(report.Already, Has.Length.EqualTo(2));
        Assert.That(_fixture.Server.Count("POST", Memberships), Is.EqualTo(2));
    }

    [Test]
    public async Task SyncAsync_WhenGroupHasManyPages_ReadsThemAll()
    {
        for (var number = 0; number < 1_203; number++)
        {
            _fixture.Server.Groups.Add($"tester{number}@acme.example");
        }

        var report = await SyncAsync("tester1202@acme.example", "tester0@acme.example");

        Assert.That(report.Already, Has.Length.EqualTo(2));
        Assert.That(_fixture.Server.Count("GET", Memberships), Is.EqualTo(3));
    }

    [Test]
    public void ListAsync_WhenPagesRepeat_Ends()
    {
        _fixture.Server.Fail(Memberships, new FakeIdentityFault.Refuse(new FakeIdentityAnswer(200, """{"nextPageToken":"again"}""")), times: int.MaxValue);

        Assert.That(() => SyncAsync("ada@acme.example"), Throws.TypeOf<DistributionException>());
        Assert.That(_fixture.Server.Count("GET", Memberships), Is.EqualTo(2));
    }

    [Test]
    public async Task SyncAsync_WhenOthersMayStay_RemovesNobody()
    {
        _fixture.Server.Groups.Add("old@acme.example");

        var report = await SyncAsync("ada@acme.example");

        Assert.That(report.Removed, Is.Empty);
        Assert.That(Addresses, Does.Contain("old@acme.example"));
    }

    [Test]
    public async Task SyncAsync_WhenOthersAreToLeave_RemovesPlainPeopleOnly()
    {
        _fixture.Server.Groups.Add("old@acme.example");
        _fixture.Server.Groups.Add("adalovelace@gmail.com");
        _fixture.Server.Groups.Add("boss@acme.example", "OWNER");
        _fixture.Server.Groups.Add(FakeGoogleIdentity.Account, "MANAGER", "SERVICE_ACCOUNT");
        _fixture.Server.Groups.Add("robot@acme-play.iam.gserviceaccount.com", type: "SERVICE_ACCOUNT");
        _fixture.Server.Groups.Add("nested@acme.example", type: "GROUP");
        _fixture.Server.Groups.Add("future@acme.example", type: "HOLOGRAM");

        var report = await SyncAsync(removeOthers: true, "ada.lovelace@gmail.com");

        Assert.That(report.Removed, Is.EqualTo(new[] { "old@acme.example" }));
        Assert.That(report.Already, Has.Length.EqualTo(1));
        Assert.That(Addresses, Has.Count.EqualTo(6));
    }

    [Test]
    public void SyncAsync_WhenListIsEmptyAndOthersAreToLeave_TouchesNothing()
    {
        _fixture.Server.Groups.Add("old@acme.example");

        Assert.That(() => SyncAsync(removeOthers: true, " "), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Settings));
        Assert.That(_fixture.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task SyncAsync_WhenOneIsRefused_TheOthersGetIn()
    {
        _fixture.Server.Groups.TakesExternal = false;

        var report = await SyncAsync("secret.person@outside.example", "nobody@nowhere.example", "no address", "ada@acme.example");

        Assert.That(report.Added, Is.EqualTo(new[] { "ada@acme.example" }));
        Assert.That(report.Failed.Select(failed => failed.Address), Is.EqualTo(new[] { "secret.person@outside.example", "nobody@nowhere.example", "no address" }));
        Assert.That(report.Failed[0].Why.Remedy, Does.Contain("Allow external members"));
        Assert.That(report.Failed[1].Why.Headline, Does.Contain("does not take the address"));
        Assert.That(string.Join('\n', report.Failed.Select(failed => failed.Why)), Does.Not.Contain("secret.person").And.Not.Contain("nobody@").And.Contain("s…@outside.example"));
    }

    [Test]
    public async Task SyncAsync_WhenOperationHoldsAnError_IsNotTakenForDone()
    {
        _fixture.Server.Groups.FailsInOperation = true;

        var report = await SyncAsync("ada@acme.example");

        Assert.That(report.Added, Is.Empty);
        Assert.That(report.Failed, Has.Length.EqualTo(1));
        Assert.That(report.Failed[0].Why.Details[0].Value, Does.Contain("a…@acme.example").And.Not.Contain("ada@"));
    }

    [Test]
    public async Task SyncAsync_WhenAnswerIsLost_ReadsBackInsteadOfAddingTwice([Values] bool isGateway)
    {
        _fixture.Server.Fail(Memberships, isGateway ? new FakeIdentityFault.GatewayAfter() : new FakeIdentityFault.CutAfter(), method: "POST");

        var report = await SyncAsync("ada@acme.example");

        Assert.That(report.Added, Is.EqualTo(new[] { "ada@acme.example" }));
        Assert.That(_fixture.Server.Count("POST", Memberships), Is.EqualTo(1));
        Assert.That(_fixture.Server.Count("GET", Memberships + ":lookup"), Is.EqualTo(1));
    }

    [Test]
    public async Task SyncAsync_WhenRequestIsLost_MakesItAgain()
    {
        _fixture.Server.Fail(Memberships, new FakeIdentityFault.CutBefore(), times: 2, method: "POST");

        var report = await SyncAsync("ada@acme.example");

        Assert.That(report.Added, Is.EqualTo(new[] { "ada@acme.example" }));
        Assert.That(Addresses, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task SyncAsync_WhenRemovalsAnswerIsLost_IsDone()
    {
        _fixture.Server.Groups.Add("old@acme.example");
        _fixture.Server.Fail(Memberships, new FakeIdentityFault.CutAfter(), method: "DELETE");

        var report = await SyncAsync(removeOthers: true, "ada@acme.example");

        Assert.That(report.Removed, Is.EqualTo(new[] { "old@acme.example" }));
        Assert.That(_fixture.Server.Requests.Count(request => request.Method is "DELETE"), Is.EqualTo(1));
    }

    [Test]
    public void SyncAsync_WhenNobodyKnowsWhetherTheRemovalHappened_DoesNotSaySo()
    {
        _fixture.Server.Groups.Add("old@acme.example");
        _fixture.Server.Groups.Add("ada@acme.example");
        _fixture.Server.Fail(Memberships, new FakeIdentityFault.CutBefore(), times: 1_000, method: "DELETE");
        _fixture.Server.Fail("memberships:lookup", new FakeIdentityFault.CutBefore(), times: 1_000);

        var error = Assert.ThrowsAsync<DistributionException>(() => SyncAsync(removeOthers: true, "ada@acme.example"))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(Addresses, Has.Member("old@acme.example"));
    }

    [Test]
    public async Task SyncAsync_WhenGoogleAsksToWait_Waits()
    {
        var start = _fixture.Time.GetUtcNow();
        _fixture.Server.Fail(Memberships, new FakeIdentityFault.Refuse(FakeIdentityAnswer.Google(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Queries'.", "RATE_LIMIT_EXCEEDED").With("Retry-After", "40")), times: 2, method: "POST");

        var report = await SyncAsync("ada@acme.example");

        Assert.That(report.Added, Has.Length.EqualTo(1));
        Assert.That(_fixture.Time.GetUtcNow() - start, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(80)));
    }

    [Test]
    public async Task SyncAsync_WhenTokenIsRefusedOnce_GetsAnother()
    {
        _fixture.Server.Fail("groups:lookup", new FakeIdentityFault.Refuse(FakeIdentityAnswer.Unauthenticated()));

        var report = await SyncAsync("ada@acme.example");

        Assert.That(report.Added, Has.Length.EqualTo(1));
        Assert.That(_fixture.Server.Google.Issued, Has.Count.EqualTo(2));
    }

    [TestCase("not a manager", "says the same of both", "a manager of the group")]
    [TestCase("not there", "says the same of both", "Check the group's address")]
    [TestCase("consumer", "no programming interface", "CSV")]
    [TestCase("switched off", "switched off", "cloudidentity.googleapis.com")]
    [TestCase("scope", GoogleScopes.CloudIdentityGroups, "workload identity")]
    [TestCase("token", "does not take the token", "disabled")]
    [TestCase("away", "could not be reached", "not added twice")]
    public void SyncAsync_WhenNothingCanBeDone_SaysWhyAndWhatToDo(string kind, string expected, string remedy)
    {
        var group = kind switch { "not there" => "others@acme.example", "consumer" => "acme-testers@googlegroups.com", _ => FakeCloudIdentity.GroupEmail };
        using var groups = kind is "scope" ? Groups(_fixture.SignIn(_fixture.KeyFile)) : Groups(_fixture.SignIn(_fixture.KeyFile, GoogleScopes.CloudIdentityGroups));
        switch (kind)
        {
            case "not a manager":
                _fixture.Server.Groups.Managers.Clear();
                break;
            case "switched off":
                _fixture.Server.Groups.IsEnabled = false;
                break;
            case "token":
                _fixture.Server.Fail("/v1/groups", new FakeIdentityFault.Refuse(FakeIdentityAnswer.Unauthenticated()), times: 99);
                break;
            case "away":
                _fixture.Server.Fail("/v1/groups", new FakeIdentityFault.CutBefore(), times: 99);
                break;
        }

        var error = Assert.ThrowsAsync<DistributionException>(() => groups.SyncAsync(group, new GroupSync { Addresses = ["ada@acme.example"] }, progress: null, default));

        Assert.That(error!.Message, Does.Contain(expected).And.Contain(group));
        Assert.That(error.Faults[0].Remedy, Does.Contain(remedy));
        Assert.That(error.ToString(), Does.Not.Contain("MARKED"));
        Assert.That(error.ExitCode, Is.EqualTo(kind is "away" ? ExitCode.Unreachable : ExitCode.Refused));
    }

    [Test]
    public void SyncAsync_WhenRightsEndInBetween_StopsAndTellsWhatWasDone()
    {
        _fixture.Server.Fault = request =>
        {
            if (request.Method is "POST" && request.Path.EndsWith(Memberships, StringComparison.Ordinal) && _fixture.Server.Groups.Members.Count == 1)
            {
                _fixture.Server.Groups.Managers.Clear();
            }

            return null;
        };

        var error = Assert.ThrowsAsync<DistributionException>(() => SyncAsync("ada@acme.example", "grace@acme.example", "edsger@acme.example"));

        Assert.That(error!.Faults[0].Details.Select(detail => detail.Value), Has.Some.Contains("1 added"));
        Assert.That(error.Message, Does.Contain("g…@acme.example").And.Not.Contain("grace@"));
    }

    [TestCase("{}")]
    [TestCase("""{"name":"groups/../../evil"}""")]
    [TestCase("""{"name":"customers/x"}""")]
    [TestCase("[]")]
    public void FindAsync_WhenAnswerNamesNoGroup_GoesNoFurther(string body)
    {
        _fixture.Server.Fail("groups:lookup", new FakeIdentityFault.Refuse(new FakeIdentityAnswer(200, body)), times: 99);

        Assert.That(() => SyncAsync("ada@acme.example"), Throws.TypeOf<DistributionException>());
        Assert.That(_fixture.Server.Count("GET", Memberships), Is.Zero);
    }

    [TestCase("testers@acme.example", "https://groups.google.com/a/acme.example/g/testers")]
    [TestCase("acme-testers@googlegroups.com", "https://groups.google.com/g/acme-testers")]
    public void JoinLink_FollowsTheGroupsDomain(string email, string expected) => Assert.That(new GoogleGroup("groups/1", email).JoinLink, Is.EqualTo(expected));

    [Test]
    public void Write_WhenTestersAreGiven_WritesEachAccountOnALineOfItsOwn()
    {
        var path = _fixture.Folder.Combine("play", "testers.csv");

        PlayTesterList.WriteFile(path, [" ada@acme.example", "grace.hopper@gmail.com", "", "gracehopper@googlemail.com"]);

        Assert.That(File.ReadAllBytes(path), Is.EqualTo("ada@acme.example\ngrace.hopper@gmail.com\n"u8.ToArray()), "and no byte order mark, which the Play Console refuses");
    }

    [TestCase("ada@acme.example,grace@acme.example")]
    [TestCase("ada@acme.example\ngrace@acme.example")]
    [TestCase("\"ada\"@acme.example")]
    [TestCase("ada")]
    [TestCase("@acme.example")]
    public void Write_WhenItIsNoAddress_RefusesItMasked(string address)
    {
        var error = Assert.Throws<DistributionException>(() => PlayTesterList.Write([address]));

        Assert.That(error!.Message, Does.Not.Contain("ada@").And.Contain("…"));
    }

    private List<string> Addresses => [.. _fixture.Server.Groups.Members.Select(member => member.Email)];

    private CloudIdentityGroups Groups(IAccessTokens tokens) => new(tokens, _fixture.Addresses, new RetryLimits(), _fixture.Handler, _fixture.Time, () => 0.5);

    private Task<GroupSyncReport> SyncAsync(params string[] addresses) => SyncAsync(removeOthers: false, addresses);

    private Task<GroupSyncReport> SyncAsync(bool removeOthers, params string[] addresses) =>
        _groups.SyncAsync(FakeCloudIdentity.GroupEmail, new GroupSync { Addresses = addresses, RemoveOthers = removeOthers }, progress: null, default);
}
