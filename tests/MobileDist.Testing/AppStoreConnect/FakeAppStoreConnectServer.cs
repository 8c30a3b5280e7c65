using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>The fake on a free port of loopback.</summary>
public sealed class FakeAppStoreConnectServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeAppStoreConnectServer(WebApplication application) => _application = application;

    /// <summary><c>http://127.0.0.1:PORT</c>.</summary>
    public string Address => _application.Urls.First();

    public static async Task<FakeAppStoreConnectServer> StartAsync(FakeAppStoreConnect apple)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var application = builder.Build();
        application.Run(context => AnswerAsync(apple, context));
        await application.StartAsync();
        var server = new FakeAppStoreConnectServer(application);
        apple.Address = server.Address;
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task AnswerAsync(FakeAppStoreConnect apple, HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
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
