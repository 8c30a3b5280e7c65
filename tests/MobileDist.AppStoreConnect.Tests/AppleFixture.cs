using MobileDist.Testing;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.AppStoreConnect.Tests;

/// <summary>The fake, a client of it, and a clock that both share: an hour of Apple's takes milliseconds.</summary>
internal sealed class AppleFixture : IDisposable
{
    private readonly FakeAppStoreConnectHandler _network;
    private readonly AppStoreConnectKey _key;

    public AppleFixture(string? issuerId = FakeAppStoreConnect.Issuer, RetryLimits? retry = null)
    {
        Time = new VirtualTime();
        Apple = new FakeAppStoreConnect(Time) { IssuerId = issuerId };
        _network = new FakeAppStoreConnectHandler(Apple);
        Recorder = new RecordingHandler(_network);
        _key = AppStoreConnectKey.Read(new Secret(Apple.KeyText), FakeAppStoreConnect.KeyId, issuerId, "KEY");
        Api = new AppStoreConnectApi(
            new AppStoreConnectOptions { Address = Apple.Address, Key = _key, Retry = retry ?? new RetryLimits(), PartRetry = retry ?? new RetryLimits() }, Recorder, Time, () => 0.5);
    }

    public VirtualTime Time { get; }

    public FakeAppStoreConnect Apple { get; }

    public AppStoreConnectApi Api { get; }

    public RecordingHandler Recorder { get; }

    public static BuildIdentity Identity { get; } = new(FakeAppStoreConnect.AppId, "1.2.0", "42", ApplePlatform.Ios);

    /// <summary>How often the fake got such a request.</summary>
    public int Count(string method, string pathEnd) =>
        Apple.Requests.Count(request => string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    /// <summary>The next so many matching requests go wrong.</summary>
    public void Fail(string method, string pathPart, FakeAppleFault fault, int times = 1)
    {
        var before = Apple.Fault;
        Apple.Fault = request =>
            times > 0 && string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.Contains(pathPart, StringComparison.Ordinal) && times-- > 0 ? fault : before(request);
    }

    public void Dispose()
    {
        Api.Dispose();
        Recorder.Dispose();
        _network.Dispose();
        _key.Dispose();
        Apple.Dispose();
    }
}
