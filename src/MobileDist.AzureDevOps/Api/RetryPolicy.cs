using System.Net;

namespace MobileDist.AzureDevOps;

/// <summary>How long to wait before a request is sent again, by class of failure; null when it is not.</summary>
internal sealed class RetryPolicy(TimeProvider clock, Random random)
{
    /// <summary>Requests that are sent at most for one question.</summary>
    public const int MostTries = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>Beyond this a job would rather end than hold its agent.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether the server says that it did nothing with the request for now.</summary>
    public static bool IsLimited(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null);

    /// <summary>Whether the server failed, so that nobody knows what became of the request.</summary>
    public static bool IsServerFailure(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>What the server asks for, never less than a second; doubling with every try where it says nothing.</summary>
    public TimeSpan WaitOf(HttpResponseMessage response, int tries)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        return asked > FirstWait ? asked : Backoff(tries);
    }

    /// <summary>1, 2, 4 … seconds and up to as much again, so that jobs which failed together do not return together.</summary>
    public TimeSpan Backoff(int tries) => FirstWait * Math.Pow(2, tries - 1) * (1 + random.NextDouble());
}
