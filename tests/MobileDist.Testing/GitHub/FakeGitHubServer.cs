using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobileDist.Testing.GitHub;

/// <summary>The fake on a free port of loopback, for programs that are started by a test.</summary>
public sealed class FakeGitHubServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeGitHubServer(WebApplication application) => _application = application;

    /// <summary><c>http://127.0.0.1:PORT</c>; what <c>GITHUB_API_URL</c> is to be set to.</summary>
    public string Address => _application.Urls.First();

    public static async Task<FakeGitHubServer> StartAsync(FakeGitHub hub)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var application = builder.Build();
        application.Run(context => AnswerAsync(hub, context));
        await application.StartAsync();
        var server = new FakeGitHubServer(application);
        hub.Address = server.Address;
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task AnswerAsync(FakeGitHub hub, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
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
