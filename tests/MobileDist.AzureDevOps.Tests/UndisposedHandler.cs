namespace MobileDist.AzureDevOps.Tests;

/// <summary>Lets a handler of its own be disposed without the one that all share.</summary>
internal sealed class UndisposedHandler(HttpMessageHandler shared) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _invoker = new(shared, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _invoker.Dispose();
        base.Dispose(disposing);
    }
}
