using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace MobileDist.InstallLinks;

/// <summary>
/// Serves a site folder to the phones around: the right content types, byte ranges for downloads that go on after a
/// break, and nothing outside the folder.
/// </summary>
public sealed class SiteServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SiteServer(WebApplication application, int port, ImmutableArray<string> addresses)
    {
        _application = application;
        Port = port;
        Addresses = addresses;
    }

    /// <summary>The port that is listened on.</summary>
    public int Port { get; }

    /// <summary>Addresses to open, those for phones first, this computer's own last; each ends with a slash.</summary>
    public ImmutableArray<string> Addresses { get; }

    /// <exception cref="DistributionException">No such folder, or the address is taken.</exception>
    public static async Task<SiteServer> StartAsync(SiteServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(options.Folder))
        {
            throw InstallLinkFaults.SiteFolderMissing(options.Folder);
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
        });
        builder.Services.AddLogging();
        // Downloads that still run must not hold up the end of the program.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var application = builder.Build();
        var folder = new SiteFolder(options.Folder);
        application.Run(context => AnswerAsync(folder, context));
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception inner) when (inner is IOException or System.Net.Sockets.SocketException)
        {
            await application.DisposeAsync();
            throw InstallLinkFaults.CannotListen($"{options.Address}:{options.Port}", inner);
        }

        var port = new Uri(application.Urls.First()).Port;
        return new SiteServer(application, port, AddressesOf(options.Address, port));
    }

    /// <summary>Serves until cancelled, then stops; being cancelled is the normal end and no error.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _application.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task AnswerAsync(SiteFolder folder, HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        // The package changes under the same name with the next build; the entity tag makes asking again cheap.
        response.Headers.CacheControl = "no-cache";
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        switch (folder.Find(request.Path.Value ?? "/"))
        {
            case FileInfo file:
                await SendAsync(file, context);
                break;
            case DirectoryInfo:
                // Relative links in the page need the slash.
                response.Redirect(request.Path.ToUriComponent() + "/");
                break;
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static async Task SendAsync(FileInfo file, HttpContext context)
    {
        if (SiteContentTypes.IsPackage(file.Name))
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(file.Name);
            context.Response.Headers.ContentDisposition = disposition.ToString();
        }

        var tag = new EntityTagHeaderValue($"\"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\"");
        var answer = TypedResults.PhysicalFile(
            file.FullName, SiteContentTypes.For(file.Name), lastModified: new DateTimeOffset(file.LastWriteTimeUtc), entityTag: tag, enableRangeProcessing: true);
        await answer.ExecuteAsync(context);
    }

    private static ImmutableArray<string> AddressesOf(IPAddress listening, int port)
    {
        var everywhere = listening.Equals(IPAddress.Any) || listening.Equals(IPAddress.IPv6Any);
        IEnumerable<IPAddress> addresses = everywhere ? [.. LocalAddresses.Reachable(), IPAddress.Loopback] : [listening];
        return [.. addresses.Select(address => new UriBuilder(Uri.UriSchemeHttp, address.ToString(), port).Uri.AbsoluteUri).Distinct(StringComparer.Ordinal)];
    }
}
