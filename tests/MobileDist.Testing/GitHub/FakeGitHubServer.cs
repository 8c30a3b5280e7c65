using Microsoft.AspNetCore.Http;

namespace MobileDist.Testing.GitHub;

/// <summary>The fake on a free port of loopback, for programs that are started by a test.</summary>
public sealed class FakeGitHubServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private FakeGitHubServer(LoopbackServer server) => _server = server;

    /// <summary><c>http://127.0.0.1:PORT</c>; what <c>GITHUB_API_URL</c> is to be set to.</summary>
    public string Address => _server.Address;

    public static async Task<FakeGitHubServer> StartAsync(FakeGitHub hub)
    {
        var server = new FakeGitHubServer(await LoopbackServer.StartAsync(context => AnswerAsync(hub, context)));
        hub.Address = server.Address;
        return server;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static async Task AnswerAsync(FakeGitHub hub, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = LoopbackServer.HeadersOf(context.Request);
        var path = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        if (hub.Answer(new FakeGitHubRequest(context.Request.Method, path, headers, body.ToArray())) is not { } answer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (answer.Status != StatusCodes.Status204NoContent)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
