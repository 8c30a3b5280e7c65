namespace MobileDist.Abstractions.Tests;

public sealed class ServiceConnectionTests
{
    [TestCase(HttpRequestError.NameResolutionError, true)]
    [TestCase(HttpRequestError.ConnectionError, true)]
    [TestCase(HttpRequestError.SecureConnectionError, true)]
    [TestCase(HttpRequestError.ProxyTunnelError, true)]
    [TestCase(HttpRequestError.ResponseEnded, false)]
    [TestCase(HttpRequestError.Unknown, false)]
    public void IsUnreached_WhenSomethingMayHaveBeenSent_IsFalse(HttpRequestError error, bool expected)
    {
        Assert.That(ServiceConnection.IsUnreached(new HttpRequestException(error)), Is.EqualTo(expected));
        Assert.That(ServiceConnection.IsCut(new HttpRequestException(error), default));
    }

    [Test]
    public void IsCut_WhenTheCallerCancels_IsFalse()
    {
        Assert.That(ServiceConnection.IsCut(new TaskCanceledException(), default), "a time limit of the client's own");
        Assert.That(ServiceConnection.IsCut(new TaskCanceledException(), new CancellationToken(canceled: true)), Is.False);
        Assert.That(ServiceConnection.IsCut(new IOException(), new CancellationToken(canceled: true)));
        Assert.That(ServiceConnection.IsCut(new InvalidOperationException(), default), Is.False);
    }

    [Test]
    public void CreateHandler_FollowsNoRedirect()
    {
        using var handler = ServiceConnection.CreateHandler();

        Assert.That(handler, Is.InstanceOf<SocketsHttpHandler>().With.Property("AllowAutoRedirect").False.And.Property("ConnectTimeout").LessThan(TimeSpan.FromMinutes(1)));
    }

    [TestCase(null, null)]
    [TestCase("30", 30)]
    [TestCase("0", null)]
    [TestCase("Thu, 01 Jan 1970 00:00:40 GMT", 40)]
    [TestCase("Wed, 31 Dec 1969 23:59:00 GMT", null)]
    public void RetryAfter_WhenAnAnswerNamesAWait_GivesIt(string? header, int? seconds)
    {
        using var response = new HttpResponseMessage();
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        Assert.That(ServiceConnection.RetryAfter(response, new AtTheEpoch()), Is.EqualTo(seconds is { } wait ? TimeSpan.FromSeconds(wait) : (TimeSpan?)null));
    }

    private sealed class AtTheEpoch : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
