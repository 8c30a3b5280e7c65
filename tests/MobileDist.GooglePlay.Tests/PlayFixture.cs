using MobileDist.Testing;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>The fake, a client of it, and a clock that both share: hours of waiting take milliseconds.</summary>
internal sealed class PlayFixture : IDisposable
{
    /// <summary>What Google keeps of a broken upload is a multiple of it.</summary>
    public const int Granule = 256 * 1024;

    private readonly FakeGooglePlayHandler _network;

    public PlayFixture(params string[] tokens)
    {
        Time = new VirtualTime();
        Play = new FakeGooglePlay(Time);
        _network = new FakeGooglePlayHandler(Play);
        Recorder = new RecordingHandler(_network);
        Tokens = new FakeTokens(tokens.Length == 0 ? [FakeGooglePlay.Token] : tokens);
        Api = new GooglePlayApi(new GooglePlayOptions { Address = Play.Address }, Tokens, Recorder, Time, () => 0.5);
        Folder = new TestFolder();
    }

    public VirtualTime Time { get; }

    public FakeGooglePlay Play { get; }

    public FakePlayApp App => Play.App;

    public FakeTokens Tokens { get; }

    public GooglePlayApi Api { get; }

    public RecordingHandler Recorder { get; }

    public TestFolder Folder { get; }

    public List<PlayRecord> Saved { get; } = [];

    /// <summary>A package that the fake can read, of that many bytes.</summary>
    public string Package(int versionCode, bool isApk = false, string flaw = "", int size = 900_000)
    {
        var head = FakePlayContent.Head(versionCode, isApk, flaw);
        var content = new byte[size];
        new Random(versionCode).NextBytes(content);
        System.Text.Encoding.ASCII.GetBytes(head).CopyTo(content, 0);
        return Folder.Write(isApk ? $"shop-{versionCode}{flaw}.apk" : $"shop-{versionCode}{flaw}.aab", content);
    }

    public PlayPlan Plan(int versionCode = 42, string track = "internal") =>
        new() { PackageName = FakeGooglePlay.PackageName, Package = Package(versionCode), Kind = PlayPackageKind.Bundle, VersionCode = versionCode, Track = track };

    public Task<PlayPublishOutcome> PublishAsync(PlayPlan plan, PlayRecord? record = null, CancellationToken cancellationToken = default) =>
        new PlayPublishing(Api).PublishAsync(plan, record, Saved.Add, progress: null, cancellationToken);

    /// <summary>How often the fake got such a request.</summary>
    public int Count(string method, string pathEnd) =>
        Play.Requests.Count(request => string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    /// <summary>The next so many matching requests go wrong.</summary>
    public void Fail(string method, string pathPart, FakePlayFault fault, int times = 1)
    {
        var before = Play.Fault;
        Play.Fault = request =>
            times > 0 && string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.Contains(pathPart, StringComparison.Ordinal) && times-- > 0 ? fault : before(request);
    }

    public void Dispose()
    {
        Assert.That(Play.Unplanned, Is.Empty, "requests that nobody planned");
        Api.Dispose();
        Recorder.Dispose();
        _network.Dispose();
        Play.Dispose();
        Folder.Dispose();
    }
}
