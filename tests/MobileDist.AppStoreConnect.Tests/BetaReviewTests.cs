using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class BetaReviewTests
{
    private AppleFixture _fixture = null!;
    private FakeBuild _build = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new AppleFixture();
        _build = _fixture.Apple.AddBuild("1.2.0", "42");
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task Submit_WhenDoneTwice_SubmitsOnce([Values] bool isAnswerLost)
    {
        if (isAnswerLost)
        {
            _fixture.Fail("POST", "/v1/betaAppReviewSubmissions", new FakeAppleFault.CutAfter());
        }

        Assert.That(await SubmitAsync(), Is.EqualTo(new ReviewOutcome.Submitted()));
        Assert.That(await SubmitAsync(), Is.EqualTo(new ReviewOutcome.AlreadyDone(BetaBuildState.WaitingForReview)));
        Assert.That(_fixture.Count("POST", "/v1/betaAppReviewSubmissions"), Is.EqualTo(1));
    }

    [Test]
    public async Task Submit_WhenAnotherBuildIsInReview_SaysSo()
    {
        _fixture.Apple.AddBuild("1.2.0", "41").ReviewState = "IN_REVIEW";

        var outcome = await SubmitAsync();

        Assert.That(outcome, Is.InstanceOf<ReviewOutcome.AnotherInReview>());
        Assert.That(((ReviewOutcome.AnotherInReview)outcome).Why.Details[0].Value, Does.StartWith("ENTITY_UNPROCESSABLE.ANOTHER_BUILD_IN_REVIEW"));
    }

    [Test]
    public async Task Submit_WhenTextsAreMissing_NamesThemAndSubmitsNothing()
    {
        _fixture.Apple.ReviewDetail.Remove("contactPhone");
        _fixture.Apple.FeedbackEmail = null;

        var outcome = await SubmitAsync();

        Assert.That(outcome, Is.InstanceOf<ReviewOutcome.Incomplete>());
        Assert.That(((ReviewOutcome.Incomplete)outcome).Missing, Is.EqualTo(new[] { "contact phone", "feedback e-mail" }));
        Assert.That(_build.ReviewState, Is.Null);
    }

    [Test]
    public async Task Submit_WhenContactIsGiven_FillsItInFirstAndOnce()
    {
        _fixture.Apple.ReviewDetail.Clear();
        var contact = new ReviewContact
        {
            FirstName = "Ada",
            LastName = "Lovelace",
            Phone = "+44 20 7946 0000",
            Email = "ada@acme.example",
            DemoAccountName = "demo",
            DemoAccountPassword = new Secret("word"),
            Notes = "Use the demo account.",
        };

        Assert.That(await SubmitAsync(contact), Is.EqualTo(new ReviewOutcome.Submitted()));
        _build.ReviewState = null;
        Assert.That(await SubmitAsync(contact), Is.EqualTo(new ReviewOutcome.Submitted()));

        Assert.That(_fixture.Apple.ReviewDetail["demoAccountRequired"], Is.EqualTo("true"));
        Assert.That(_fixture.Apple.Requests.Count(request => request.Method is "PATCH"), Is.EqualTo(1));
    }

    [TestCase("IN_BETA_TESTING", BetaBuildState.InTesting)]
    [TestCase("BETA_REJECTED", BetaBuildState.Rejected)]
    public async Task Submit_WhenDecided_DoesNothing(string state, BetaBuildState expected)
    {
        _build.ExternalState = state;

        Assert.That(await SubmitAsync(), Is.EqualTo(new ReviewOutcome.AlreadyDone(expected)));
    }

    [TestCase("MISSING_EXPORT_COMPLIANCE", BetaBuildState.MissingExportCompliance)]
    [TestCase("EXPIRED", BetaBuildState.Expired)]
    public async Task Submit_WhenBuildIsNotSoFar_SaysSo(string state, BetaBuildState expected)
    {
        _build.ExternalState = state;

        Assert.That(await SubmitAsync(), Is.EqualTo(new ReviewOutcome.NotPossible(expected)));
    }

    [Test]
    public void Submit_WhenContractIsMissing_SaysWhoCanHelp()
    {
        _fixture.Apple.HasBetaContract = false;

        var error = Assert.ThrowsAsync<DistributionException>(() => SubmitAsync());

        Assert.That(error!.Faults[0].Remedy, Does.Contain("Account Holder"));
    }

    private Task<ReviewOutcome> SubmitAsync(ReviewContact? contact = null) => new BetaReview(_fixture.Api).SubmitAsync(FakeAppStoreConnect.AppId, "en-US", _build.Id, contact, default);
}
