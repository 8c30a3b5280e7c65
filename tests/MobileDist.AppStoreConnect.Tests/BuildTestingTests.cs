using System.Text;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class BuildTestingTests
{
    private AppleFixture _fixture = null!;
    private BuildTesting _testing = null!;
    private FakeBuild _build = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new AppleFixture();
        _testing = new BuildTesting(_fixture.Api);
        _build = _fixture.Apple.AddBuild("1.2.0", "42");
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public async Task SetWhatToTest_WhenDoneTwice_WritesOnce([Values] bool isThere)
    {
        if (isThere)
        {
            _fixture.Apple.AddText(_build.Id, "en-US", null);
        }

        var first = await _testing.SetWhatToTestAsync(_build.Id, "en-US", "The new cart", default);
        var second = await _testing.SetWhatToTestAsync(_build.Id, "en-US", "The new cart", default);
        var third = await _testing.SetWhatToTestAsync(_build.Id, "de-DE", "Der neue Korb", default);

        Assert.That((first, second, third), Is.EqualTo((Change.Made, Change.None, Change.Made)));
        Assert.That(_fixture.Apple.Localizations.Select(text => (text.Locale, text.WhatsNew)), Is.EquivalentTo(new[] { ("en-US", "The new cart"), ("de-DE", "Der neue Korb") }));
    }

    [Test]
    public async Task SetWhatToTest_WhenAppleMakesOneInTheSameMoment_ChangesThat()
    {
        _fixture.Apple.Fault = request =>
        {
            if (request.Method is "POST" && _fixture.Apple.Localizations.Count == 0)
            {
                _fixture.Apple.AddText(_build.Id, "en-US", null);
            }

            return null;
        };

        await _testing.SetWhatToTestAsync(_build.Id, "en-US", "The new cart", default);

        Assert.That(_fixture.Apple.Localizations.Single().WhatsNew, Is.EqualTo("The new cart"));
    }

    [Test]
    public async Task SetWhatToTest_WhenAnswerIsLostAndAppleMadeOne_TextIsTheWantedOne()
    {
        _fixture.Apple.Fault = request =>
        {
            if (request.Method is not "POST" || _fixture.Apple.Localizations.Count > 0)
            {
                return null;
            }

            _fixture.Apple.AddText(_build.Id, "en-US", null);
            return new FakeAppleFault.CutBefore();
        };

        await _testing.SetWhatToTestAsync(_build.Id, "en-US", "The new cart", default);

        Assert.That(_fixture.Apple.Localizations.Single().WhatsNew, Is.EqualTo("The new cart"));
    }

    [Test]
    public async Task SetWhatToTest_WhenTextHasWhatAppleRefuses_IsTaken()
    {
        var title = "\U0001F680 Cart \u2728 for <b>all</b> \u26A0\uFE0F and \U0001F468\u200D\U0001F469\u200D\U0001F467\r\n" + string.Concat(Enumerable.Repeat("\u00E4\u65E5", 2_000));

        await _testing.SetWhatToTestAsync(_build.Id, "en-US", title, default);

        var text = _fixture.Apple.Localizations.Single().WhatsNew!;
        Assert.That(text, Does.StartWith("Cart  for (b>all(/b>  and").And.EndsWith("..."));
        Assert.That(Encoding.UTF8.GetByteCount(text), Is.InRange(3_990, 4_000));
    }

    [TestCase("", "")]
    [TestCase("\U0001F680", "")]
    [TestCase(" a\r\nb\u0007 ", "a\nb")]
    [TestCase("5 \u20AC \u2013 \u201Cfine\u201D \u00E9\u65E5\u672C", "5 \u20AC \u2013 \u201Cfine\u201D \u00E9\u65E5\u672C")]
    [TestCase("1\uFE0F\u20E3", "1")]
    [TestCase("\uD83D broken", "broken")]
    public void Clean_LeavesTextAndDropsTheRest(string text, string expected) => Assert.That(WhatToTest.Clean(text), Is.EqualTo(expected));

    [Test]
    public async Task AnswerCompliance_WhenBuildSaysSo_DoesNothing()
    {
        Assert.That(await AnswerAsync(false), Is.EqualTo(new ComplianceOutcome.AlreadyAnswered(UsesNonExemptEncryption: false)));
        Assert.That(_fixture.Count("PATCH", _build.Id), Is.Zero);
    }

    [Test]
    public async Task AnswerCompliance_WhenStated_AnswersOnce()
    {
        _build.UsesNonExemptEncryption = null;

        Assert.That(await AnswerAsync(false), Is.EqualTo(new ComplianceOutcome.Answered()));
        Assert.That(await AnswerAsync(false), Is.EqualTo(new ComplianceOutcome.AlreadyAnswered(UsesNonExemptEncryption: false)));
        Assert.That(_build.InternalStateAt(_fixture.Time.GetUtcNow()), Is.EqualTo("MISSING_EXPORT_COMPLIANCE"), "for a moment; then it is processed again");
        var outcome = await new BuildWaiting(_fixture.Api).WaitAsync(AppleFixture.Identity, null, new BuildWaitLimits(), null, default);
        Assert.That((outcome as BuildWaitOutcome.Ready)?.Build.Beta?.Internal, Is.EqualTo(BetaBuildState.ReadyForTesting));
    }

    [Test]
    public async Task AnswerCompliance_WithADeclaration_IsWaitedForWhereAsked()
    {
        _build.UsesNonExemptEncryption = null;
        _fixture.Apple.Declarations["7"] = "APPROVED";
        await AnswerAsync(true);
        var waiting = new BuildWaiting(_fixture.Api);

        var first = await waiting.WaitAsync(AppleFixture.Identity, null, new BuildWaitLimits(), null, default);
        var second = await waiting.WaitAsync(AppleFixture.Identity, null, new BuildWaitLimits(), null, default, isComplianceAnswered: true);

        Assert.That((first as BuildWaitOutcome.Ready)?.Build.Beta?.Internal, Is.EqualTo(BetaBuildState.MissingExportCompliance), "documents may be what is missing");
        Assert.That((second as BuildWaitOutcome.Ready)?.Build.Beta?.Internal, Is.EqualTo(BetaBuildState.ReadyForTesting));
    }

    [Test]
    public async Task AnswerCompliance_WhenSomebodyWasFaster_IsNoError()
    {
        _build.UsesNonExemptEncryption = null;
        var build = await new AppleBuilds(_fixture.Api).GetAsync(_build.Id, default);
        _build.UsesNonExemptEncryption = false;

        Assert.That(await _testing.AnswerComplianceAsync(FakeAppStoreConnect.AppId, build!, stated: false, default), Is.EqualTo(new ComplianceOutcome.AlreadyAnswered(UsesNonExemptEncryption: false)));
    }

    [Test]
    public async Task AnswerCompliance_WhenNothingIsStated_NeverAnswersForTheUser()
    {
        _build.UsesNonExemptEncryption = null;

        Assert.That(await AnswerAsync(null), Is.InstanceOf<ComplianceOutcome.NotStated>());
        Assert.That(await AnswerAsync(true), Is.InstanceOf<ComplianceOutcome.NeedsDocuments>());
        Assert.That(_build.UsesNonExemptEncryption, Is.Null);
    }

    [Test]
    public async Task SetNotification_WhenDoneTwice_ChangesOnce()
    {
        Assert.That(await _testing.SetNotificationAsync(await GetAsync(), notify: true, default), Is.EqualTo(Change.Made));
        Assert.That(await _testing.SetNotificationAsync(await GetAsync(), notify: true, default), Is.EqualTo(Change.None));
        Assert.That(_build.AutoNotify, Is.True);
    }

    [Test]
    public async Task Expire_WhenDoneTwice_ChangesOnce()
    {
        Assert.That(await _testing.ExpireAsync(_build.Id, default), Is.EqualTo(Change.Made));
        Assert.That(await _testing.ExpireAsync(_build.Id, default), Is.EqualTo(Change.None));
        Assert.That(await _testing.ExpireAsync("gone", default), Is.EqualTo(Change.None));
        Assert.That(_build.IsExpired, Is.True);
    }

    private async Task<AppleBuild> GetAsync() => (await new AppleBuilds(_fixture.Api).GetAsync(_build.Id, default))!;

    private async Task<ComplianceOutcome> AnswerAsync(bool? stated) => await _testing.AnswerComplianceAsync(FakeAppStoreConnect.AppId, await GetAsync(), stated, default);
}
