using System.Net;

namespace MobileDist.Doors.Tests;

/// <summary>Gives out one secure file as Azure DevOps does, and fails as often as it is told before that.</summary>
internal sealed class SecureFileServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly byte[] _content;
    private readonly Queue<int> _failures;
    private readonly Task _serving;

    public SecureFileServer(byte[] content, params int[] failures)
    {
        _content = content;
        _failures = new Queue<int>(failures);
        (_listener, Address) = Listen();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Each request: path and query, accepted type, authorization.</summary>
    public List<(string Target, string? Accept, string? Authorization)> Requests { get; } = [];

    public void Dispose()
    {
        _listener.Close();
        _serving.GetAwaiter().GetResult();
    }

    // HttpListener cannot choose a free port by itself, and is of no more use after it failed.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            var listener = new HttpListener();
            var address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, address + "my%20collection/");
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Requests.Add((context.Request.RawUrl!, context.Request.Headers["Accept"], context.Request.Headers["Authorization"]));
            if (_failures.TryDequeue(out var status))
            {
                context.Response.StatusCode = status;
            }
            else
            {
                context.Response.ContentType = "application/octet-stream";
                await context.Response.OutputStream.WriteAsync(_content);
            }

            context.Response.Close();
        }
    }
}
