using Microsoft.AspNetCore.Http;

namespace MobileDist.Testing.GooglePlay;

/// <summary>The fake on a free port of loopback.</summary>
public sealed class FakeGooglePlayServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private FakeGooglePlayServer(LoopbackServer server) => _server = server;

    /// <summary><c>http://127.0.0.1:PORT</c>.</summary>
    public string Address => _server.Address;

    public static async Task<FakeGooglePlayServer> StartAsync(FakeGooglePlay play)
    {
        var server = new FakeGooglePlayServer(await LoopbackServer.StartAsync(context => AnswerAsync(play, context)));
        play.Address = server.Address;
        return server;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static async Task AnswerAsync(FakeGooglePlay play, HttpContext context)
    {
        var headers = LoopbackServer.HeadersOf(context.Request);
        var request = new FakePlayRequest(context.Request.Method, context.Request.Path.ToUriComponent(), context.Request.QueryString.ToUriComponent(), headers, []);
        using var whole = new MemoryStream();
        if (!request.IsPart)
        {
            await context.Request.Body.CopyToAsync(whole, context.RequestAborted);
            request = request with { Body = whole.ToArray() };
        }

        var answer = await play.AnswerAsync(request, context.Request.ContentLength, context.Request.Body, context.RequestAborted);
        if (answer is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (answer.Body.Length > 0)
        {
            context.Response.ContentType = answer.ContentType;
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
