using MobileDist.Testing.GooglePlay;

namespace MobileDist.Benchmarks.UploadServer;

/// <summary>Google Play: the facts are its address, an app, and an access token.</summary>
internal sealed class PlayStore(FakeGooglePlay play, FakeGooglePlayServer server) : IUploadStore
{
    public static async Task<PlayStore> StartAsync(TimeProvider time)
    {
        var play = new FakeGooglePlay(time) { HashesUploads = false };
        return new PlayStore(play, await FakeGooglePlayServer.StartAsync(play));
    }

    public IReadOnlyList<string> Facts => [server.Address, FakeGooglePlay.PackageName, FakeGooglePlay.Token];

    /// <summary>Begins an upload of as many bytes as the question names; the answer is where to send them.</summary>
    public async Task<IReadOnlyList<string>> AnswerAsync(string question)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = $"Bearer {FakeGooglePlay.Token}",
            ["X-Upload-Content-Type"] = "application/octet-stream",
            ["X-Upload-Content-Length"] = question,
        };
        var path = $"/upload/androidpublisher/v3/applications/internalappsharing/{FakeGooglePlay.PackageName}/artifacts/bundle";
        var answer = await play.AnswerAsync(new FakePlayRequest("POST", path, "?uploadType=resumable", headers, []), length: null, Stream.Null, CancellationToken.None);
        return [answer!.Headers["Location"]];
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        play.Dispose();
    }
}
