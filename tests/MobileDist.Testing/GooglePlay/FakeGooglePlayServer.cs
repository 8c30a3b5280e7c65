using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobileDist.Testing.GooglePlay;

/// <summary>The fake on a free port of loopback.</summary>
public sealed class FakeGooglePlayServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeGooglePlayServer(WebApplication application) => _application = application;

    /// <summary><c>http://127.0.0.1:PORT</c>.</summary>
    public string Address => _application.Urls.First();

    public static async Task<FakeGooglePlayServer> StartAsync(FakeGooglePlay play)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var application = builder.Build();
        application.Run(context => AnswerAsync(play, context));
        await application.StartAsync();
        var server = new FakeGooglePlayServer(application);
        play.Address = server.Address;
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task AnswerAsync(FakeGooglePlay play, HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
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
