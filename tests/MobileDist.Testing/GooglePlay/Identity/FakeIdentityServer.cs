using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>
/// All that a sign-in at Google touches, on a free port of loopback: the token service, the Security Token Service, the
/// impersonation, the CI platforms' own token services, and Cloud Identity. A call that none of them knows is answered by
/// 404 and remembered as a violation.
/// </summary>
public sealed class FakeIdentityServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Lock _gate = new();
    private readonly List<FakeIdentityRequest> _requests = [];

    private FakeIdentityServer(LoopbackServer server, TimeProvider time)
    {
        _server = server;
        State = new FakeIdentityState(time);
        Issuers = new FakeCiIssuers(State);
        Google = new FakeGoogleIdentity(State, Issuers);
        Groups = new FakeCloudIdentity(State, Google);
    }

    /// <summary><c>http://127.0.0.1:PORT</c>.</summary>
    public string Address => _server.Address;

    public string TokenAddress => Address + "/token";

    public FakeIdentityState State { get; }

    public FakeCiIssuers Issuers { get; }

    public FakeGoogleIdentity Google { get; }

    public FakeCloudIdentity Groups { get; }

    /// <summary>Decides about each request, in the order of requests.</summary>
    public Func<FakeIdentityRequest, FakeIdentityFault?> Fault { get; set; } = _ => null;

    public IReadOnlyList<FakeIdentityRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<FakeIdentityServer> StartAsync(TimeProvider time)
    {
        FakeIdentityServer? fake = null;
        fake = new FakeIdentityServer(await LoopbackServer.StartAsync(context => fake!.AnswerAsync(context)), time);
        return fake;
    }

    /// <summary>The next so many requests to a path with this in it go wrong.</summary>
    public void Fail(string pathPart, FakeIdentityFault fault, int times = 1, string? method = null)
    {
        var before = Fault;
        Fault = request => times > 0 && request.Path.Contains(pathPart, StringComparison.Ordinal) && (method is null || string.Equals(method, request.Method, StringComparison.Ordinal)) && times-- > 0
            ? fault
            : before(request);
    }

    public int Count(string method, string pathEnd) =>
        Requests.Count(request => string.Equals(request.Method, method, StringComparison.Ordinal) && request.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Google.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new FakeIdentityRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "",
            context.Request.QueryString.ToUriComponent(),
            LoopbackServer.HeadersOf(context.Request),
            await reader.ReadToEndAsync(context.RequestAborted));
        if (Judge(request) is not { } answer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.Headers.Date = State.Now.ToString("r", CultureInfo.InvariantCulture);
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

    /// <summary>Null: the connection is cut.</summary>
    private FakeIdentityAnswer? Judge(FakeIdentityRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            switch (Fault(request))
            {
                case FakeIdentityFault.Refuse refuse:
                    return refuse.Answer;
                case FakeIdentityFault.CutBefore:
                    return null;
                case FakeIdentityFault.CutAfter:
                    Route(request);
                    return null;
                case FakeIdentityFault.GatewayAfter:
                    Route(request);
                    return new FakeIdentityAnswer(502, "<html><title>Error 502 (Server Error)!!1</title></html>", "text/html");
                default:
                    return Route(request);
            }
        }
    }

    private FakeIdentityAnswer Route(FakeIdentityRequest request)
    {
        if ((Issuers.Answer(request) ?? Google.Answer(request) ?? Groups.Answer(request)) is { } answer)
        {
            return answer;
        }

        State.Expect(condition: false, $"unplanned: {request}");
        return new FakeIdentityAnswer(404, "<html><title>Error 404 (Not Found)!!1</title></html>", "text/html");
    }
}
