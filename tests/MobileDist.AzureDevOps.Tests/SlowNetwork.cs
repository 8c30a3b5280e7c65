namespace MobileDist.AzureDevOps.Tests;

/// <summary>Holds up every request and every answer for a while of its own, so that writes arrive in any order.</summary>
internal sealed class SlowNetwork(HttpMessageHandler inner, TimeProvider clock, Random random, TimeSpan longest) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(longest * random.NextDouble(), clock, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await Task.Delay(longest * random.NextDouble(), clock, cancellationToken);
        return response;
    }
}
