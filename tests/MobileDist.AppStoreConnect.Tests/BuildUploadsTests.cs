using System.Security.Cryptography;
using MobileDist.Testing;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

public sealed class BuildUploadsTests
{
    private const int PartSize = 1_000;

    private AppleFixture _fixture = null!;
    private TestFolder _folder = null!;
    private byte[] _content = null!;
    private BuildPackage _package = null!;
    private List<BuildUploadRecord> _saved = null!;

    [SetUp]
    public void Prepare()
    {
        _fixture = new AppleFixture();
        _fixture.Apple.PartSize = PartSize;
        _folder = new TestFolder();
        _content = new byte[(9 * PartSize) + 1];
        new Random(5).NextBytes(_content);
        _package = new BuildPackage(AppleFixture.Identity, _folder.Write("Shop.ipa", _content), "sha256:1");
        _saved = [];
    }

    [TearDown]
    public void Remove()
    {
        _fixture.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Upload_WhenAllGoesWell_DeliversEveryByteOnce()
    {
        var outcome = await UploadAsync();

        var record = ((BuildUploadOutcome.Uploaded)outcome).Record;
        Assert.That(outcome, Is.EqualTo(new BuildUploadOutcome.Uploaded(record, WasThere: false)));
        AssertDelivered();
        Assert.That(Puts, Has.Count.EqualTo(10));
        Assert.That(Puts.Where(put => put.Headers.ContainsKey("Authorization")), Is.Empty, "the token on a part makes the upload hang");
        Assert.That(record.DoneParts.Order(), Is.EqualTo(Enumerable.Range(0, 10).Select(part => (long)part * PartSize)));
        Assert.That(record.WebAddress, Is.EqualTo($"https://appstoreconnect.apple.com/apps/{FakeAppStoreConnect.AppId}/testflight/ios/{record.UploadId}"));
        Assert.That(_saved[^1], Is.EqualTo(record));
    }

    [Test]
    public async Task Upload_WhenPartsFail_SendsThoseAgain()
    {
        _fixture.Fail("PUT", "/storage/", new FakeAppleFault.GatewayAfter());
        _fixture.Fail("PUT", "/storage/", new FakeAppleFault.CutBefore());
        _fixture.Fail("PUT", "/storage/", new FakeAppleFault.CutAfter());

        await UploadAsync();

        AssertDelivered();
        Assert.That(Puts, Has.Count.EqualTo(13));
    }

    [Test]
    public async Task Upload_WhenStoppedAndStartedAgain_SendsOnlyWhatIsMissing()
    {
        var stop = true;
        _fixture.Apple.Fault = request => stop && request.Method is "PUT" && request.Parameter("partNumber") is "7" ? new FakeAppleFault.Refuse(new FakeAppleAnswer(403)) : null;
        Assert.ThrowsAsync<DistributionException>(UploadAsync);
        var sent = _saved[^1].DoneParts.Length;
        stop = false;

        await UploadAsync(_saved[^1]);

        AssertDelivered();
        Assert.That(sent, Is.LessThan(10));
        Assert.That(Puts.Count(put => put.Parameter("partNumber") is not "7"), Is.EqualTo(9), "no part is sent twice");
        Assert.That(_fixture.Count("POST", "/v1/buildUploads"), Is.EqualTo(1));
    }

    [Test]
    public async Task Upload_WhenKilledAtEachStep_EndsWithOneUpload([Range(0, 12)] int saves)
    {
        await UploadAsync();
        var all = _saved.ToList();
        Assert.That(all, Has.Count.EqualTo(13), "created, file, ten parts, committed");
        _fixture.Dispose();
        _fixture = new AppleFixture();
        _fixture.Apple.PartSize = PartSize;
        _saved = [];

        var count = 0;
        Assert.ThrowsAsync<TimeoutException>(() => new BuildUploads(_fixture.Api).UploadAsync(
            _package,
            null,
            record =>
            {
                _saved.Add(record);
                if (count++ == saves)
                {
                    throw new TimeoutException("killed");
                }
            },
            progress: null,
            default));
        var outcome = await UploadAsync(_saved[^1]);

        Assert.That(outcome, Is.InstanceOf<BuildUploadOutcome.Uploaded>());
        AssertDelivered();
        Assert.That(_fixture.Count("POST", "/v1/buildUploads"), Is.EqualTo(1));
    }

    [Test]
    public async Task Upload_WhenRecordIsLost_ReplacesTheHalfOfIt()
    {
        _fixture.Apple.Fault = request => request.Method is "PUT" ? new FakeAppleFault.Refuse(new FakeAppleAnswer(403)) : null;
        Assert.ThrowsAsync<DistributionException>(UploadAsync);
        _fixture.Apple.Fault = _ => null;

        await UploadAsync();

        AssertDelivered();
    }

    [Test]
    public async Task Upload_WhenAppleHasItAlready_SendsNothing()
    {
        await UploadAsync();
        var puts = Puts.Count;

        var outcome = await UploadAsync();

        Assert.That(outcome, Is.InstanceOf<BuildUploadOutcome.Uploaded>().With.Property(nameof(BuildUploadOutcome.Uploaded.WasThere)).True);
        Assert.That(Puts, Has.Count.EqualTo(puts));
        Assert.That(_fixture.Apple.Uploads, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Upload_WhenAddressesAreTooOld_BeginsAnew()
    {
        _fixture.Apple.Fault = request => request.Method is "PUT" ? new FakeAppleFault.Refuse(new FakeAppleAnswer(403)) : null;
        Assert.ThrowsAsync<DistributionException>(UploadAsync);
        _fixture.Apple.Fault = _ => null;
        await Task.Delay(TimeSpan.FromDays(8), _fixture.Time);

        await UploadAsync(_saved[^1]);

        AssertDelivered();
    }

    [Test]
    public async Task Upload_WhenTheStorageNoLongerTakesAnUploadThatGoesOn_BeginsAnew()
    {
        string? first = null;
        _fixture.Apple.Fault = request => request.Method is "PUT" && request.Path.Equals(first ??= request.Path, StringComparison.Ordinal) && request.Parameter("partNumber") is "7"
            ? new FakeAppleFault.Refuse(new FakeAppleAnswer(403))
            : null;
        var error = Assert.ThrowsAsync<DistributionException>(UploadAsync);

        await UploadAsync(_saved[^1]);

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        AssertDelivered();
        Assert.That(_fixture.Count("POST", "/v1/buildUploads"), Is.EqualTo(2));
    }

    [Test]
    public void Upload_WhenTheStorageTakesNothingAtAll_Ends()
    {
        _fixture.Apple.Fault = request => request.Method is "PUT" ? new FakeAppleFault.Refuse(new FakeAppleAnswer(403)) : null;
        Assert.ThrowsAsync<DistributionException>(UploadAsync);

        Assert.ThrowsAsync<DistributionException>(() => UploadAsync(_saved[^1]));
    }

    [TestCase("POST", "/v1/buildUploads")]
    [TestCase("POST", "/v1/buildUploadFiles")]
    [TestCase("PATCH", "/v1/buildUploadFiles")]
    public async Task Upload_WhenAnswerOfAWriteIsLost_ReadsBackAndDoesNotRepeat(string method, string path)
    {
        foreach (var fault in new FakeAppleFault[] { new FakeAppleFault.CutAfter(), new FakeAppleFault.GatewayAfter() })
        {
            _fixture.Dispose();
            _fixture = new AppleFixture();
            _fixture.Apple.PartSize = PartSize;
            _fixture.Fail(method, path, fault);

            await UploadAsync();

            AssertDelivered();
            Assert.That(_fixture.Apple.Requests.Count(request => string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.StartsWith(path, StringComparison.Ordinal)), Is.EqualTo(1));
        }
    }

    [TestCase("POST", "/v1/buildUploads")]
    [TestCase("PATCH", "/v1/buildUploadFiles")]
    public async Task Upload_WhenAWriteIsLostOnTheWayThere_MakesItAgain(string method, string path)
    {
        _fixture.Fail(method, path, new FakeAppleFault.CutBefore());

        await UploadAsync();

        AssertDelivered();
    }

    [Test]
    public async Task Upload_WhenBuildNumberIsUsed_ProposesTheNext()
    {
        _fixture.Apple.AddBuild("1.2.0", "731");

        var outcome = await UploadAsync();

        Assert.That(outcome, Is.InstanceOf<BuildUploadOutcome.BuildNumberUsed>());
        var used = (BuildUploadOutcome.BuildNumberUsed)outcome;
        Assert.That((used.Previous, used.Next), Is.EqualTo(("731", "732")));
        Assert.That(used.Errors[0].Code, Is.EqualTo("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"));
        Assert.That(Puts, Is.Empty);
    }

    [Test]
    public async Task Upload_WhenDayIsUsedUp_IsNotTriedAgain()
    {
        _fixture.Fail("POST", "/v1/buildUploads", new FakeAppleFault.Refuse(FakeAppleAnswer.Refusal(409, "ENTITY_ERROR", "Upload limit reached.", "Upload limit reached. Please wait 1 day and try again. (90382)")), times: 9);

        var outcome = await UploadAsync();

        Assert.That(outcome, Is.InstanceOf<BuildUploadOutcome.DailyLimit>());
        Assert.That(_fixture.Count("POST", "/v1/buildUploads"), Is.EqualTo(1));
    }

    [Test]
    public async Task Upload_OfTvApp_GoesToItsPlatform()
    {
        _package = _package with { Identity = _package.Identity with { Platform = ApplePlatform.TvOs } };

        await UploadAsync();

        Assert.That(_fixture.Apple.Uploads[0].Platform, Is.EqualTo("TV_OS"));
    }

    [Test]
    public async Task Upload_ReportsBytesUpToTheLast()
    {
        var reports = new List<WorkProgress>();
        await new BuildUploads(_fixture.Api).UploadAsync(_package, null, _saved.Add, new Collected(reports), default);

        Assert.That(reports.Select(report => report.Done), Is.Ordered);
        Assert.That((reports[0].Done, reports[^1].Done, reports[^1].Total), Is.EqualTo((0L, (long)_content.Length, (long)_content.Length)));
    }

    [Test]
    public void Upload_WhenPackageIsMissingOrEmpty_SaysSo()
    {
        _package = _package with { Path = _folder.Write("Empty.ipa", "") };
        Assert.That(Assert.ThrowsAsync<DistributionException>(UploadAsync)!.ExitCode, Is.EqualTo(ExitCode.Unfit));

        _package = _package with { Path = _folder.Combine("None.ipa") };
        Assert.That(Assert.ThrowsAsync<DistributionException>(UploadAsync)!.ExitCode, Is.EqualTo(ExitCode.Unfit));
    }

    [TestCase("""[]""")]
    [TestCase("""[{"method":"PUT","url":"https://x.test/1","offset":0,"length":9000}]""")]
    [TestCase("""[{"method":"PUT","url":"https://x.test/1","offset":0,"length":9001},{"method":"PUT","url":"https://x.test/1","offset":9000,"length":1}]""")]
    [TestCase("""[{"method":"PUT","url":"https://x.test/1","offset":0,"length":9223372036854775807}]""")]
    [TestCase("""[{"method":"PUT","url":"http://x.test/1","offset":0,"length":9001}]""")]
    [TestCase("""[{"method":"DELETE","url":"https://x.test/1","offset":0,"length":9001}]""")]
    public void Upload_WhenPartsAreNotTheFile_SendsNothing(string operations)
    {
        _fixture.Fail("POST", "/v1/buildUploadFiles", new FakeAppleFault.Refuse(new FakeAppleAnswer(
            201, $$$"""{"data":{"type":"buildUploadFiles","id":"1","attributes":{"uploadOperations":{{{operations}}}}},"links":{"self":"x"}}""")));

        var error = Assert.ThrowsAsync<DistributionException>(UploadAsync);

        Assert.That(error!.Message, Does.Contain("does not fit the package"));
        Assert.That(Puts, Is.Empty);
    }

    [Test]
    public async Task Upload_OverARealConnection_Streams()
    {
        using var apple = new FakeAppStoreConnect(TimeProvider.System);
        await using var server = await FakeAppStoreConnectServer.StartAsync(apple);
        using var key = AppStoreConnectKey.Read(new Secret(apple.KeyText), FakeAppStoreConnect.KeyId, FakeAppStoreConnect.Issuer, "KEY");
        using var handler = ServiceConnection.CreateHandler();
        using var api = new AppStoreConnectApi(new AppStoreConnectOptions { Address = server.Address, Key = key }, handler, TimeProvider.System, () => 0.5);
        var content = new byte[19_244_617];
        new Random(7).NextBytes(content);
        _package = _package with { Path = _folder.Write("Big.ipa", content) };

        var outcome = await new BuildUploads(api).UploadAsync(_package, null, _saved.Add, progress: null, default);

        Assert.That(outcome, Is.InstanceOf<BuildUploadOutcome.Uploaded>());
        AssertDelivered(apple, content);
        Assert.That(apple.Uploads[0].File!.PartCount, Is.EqualTo(4));
    }

    private Task<BuildUploadOutcome> UploadAsync() => UploadAsync(null);

    private Task<BuildUploadOutcome> UploadAsync(BuildUploadRecord? record) => new BuildUploads(_fixture.Api).UploadAsync(_package, record, _saved.Add, progress: null, default);

    private List<FakeAppleRequest> Puts => [.. _fixture.Apple.Requests.Where(request => request.Method is "PUT")];

    private void AssertDelivered() => AssertDelivered(_fixture.Apple, _content);

    private static void AssertDelivered(FakeAppStoreConnect apple, byte[] content)
    {
        Assert.That(apple.Uploads, Has.Count.EqualTo(1));
        Assert.That(apple.Uploads[0].Committed, Is.Not.Null);
        var file = apple.Uploads[0].File!;
        Assert.That(file.Size, Is.EqualTo(content.Length));
        foreach (var (number, digest) in file.Parts)
        {
            var (offset, length) = file.Range(number);
            Assert.That(digest, Is.EqualTo(Convert.ToHexStringLower(MD5.HashData(content.AsSpan((int)offset, (int)length)))), $"part {number}");
        }

        Assert.That(file.Parts, Has.Count.EqualTo(file.PartCount));
    }

    private sealed class Collected(List<WorkProgress> reports) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => reports.Add(value);
    }
}
