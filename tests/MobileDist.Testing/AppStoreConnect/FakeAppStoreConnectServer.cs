using Microsoft.AspNetCore.Http;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>The fake on a free port of loopback.</summary>
public sealed class FakeAppStoreConnectServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private FakeAppStoreConnectServer(LoopbackServer server) => _server = server;

    /// <summary><c>http://127.0.0.1:PORT</c>.</summary>
    public string Address => _server.Address;

    public static async Task<FakeAppStoreConnectServer> StartAsync(FakeAppStoreConnect apple)
    {
        var server = new FakeAppStoreConnectServer(await LoopbackServer.StartAsync(context => AnswerAsync(apple, context)));
        apple.Address = server.Address;
        return server;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static async Task AnswerAsync(FakeAppStoreConnect apple, HttpContext context)
    {
        var headers = LoopbackServer.HeadersOf(context.Request);
        var path = context.Request.Path.ToUriComponent();
        var request = new FakeAppleRequest(context.Request.Method, path, context.Request.QueryString.ToUriComponent(), headers, []);
        FakeAppleAnswer? answer;
        if (FakeAppStoreConnect.IsPart(path))
        {
            answer = await apple.TakePartAsync(request, context.Request.ContentLength, context.Request.Body, context.RequestAborted);
        }
        else
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            answer = apple.Answer(request with { Body = body.ToArray() });
        }

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
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
