using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed class SiteServerTests
{
    private static readonly byte[] Package = [.. Enumerable.Range(0, 200_000).Select(number => (byte)(number * 7))];

    private TestFolder _folder = null!;
    private SiteServer _server = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartServer()
    {
        _folder = new TestFolder();
        _folder.Write("secret.txt", "outside");
        _folder.Write("site/index.html", "<!doctype html><title>öffnen</title>");
        _folder.Write("site/app-1.0.apk", Package);
        _folder.Write("site/app.ipa", [1]);
        _folder.Write("site/manifest.plist", "<plist/>");
        _folder.Write("site/qr.svg", "<svg/>");
        _folder.Write("site/icon-57.png", [1]);
        _folder.Write("site/.hidden", "hidden");
        _folder.Write("site/.well/index.html", "hidden");
        _folder.Write("site/sub/index.html", "sub");
        _folder.Write("site/bare/file.txt", "text");
        _server = await SiteServer.StartAsync(new SiteServerOptions { Folder = _folder.Combine("site"), Address = IPAddress.Loopback }, default);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_server.Addresses[0]) };
    }

    [TearDown]
    public async Task StopServer()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [TestCase("", "text/html; charset=utf-8")]
    [TestCase("index.html", "text/html; charset=utf-8")]
    [TestCase("app-1.0.apk", "application/vnd.android.package-archive")]
    [TestCase("app.ipa", "application/octet-stream")]
    [TestCase("manifest.plist", "text/xml; charset=utf-8")]
    [TestCase("qr.svg", "image/svg+xml")]
    [TestCase("icon-57.png", "image/png")]
    [TestCase("bare/file.txt", "text/plain; charset=utf-8")]
    public async Task Get_WhenFileIsThere_NamesItsType(string path, string type)
    {
        using var answer = await _client.GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo(type));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task Get_WhenItIsThePackage_SendsAllOfItUnderItsName()
    {
        using var answer = await _client.GetAsync("app-1.0.apk");

        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(Package));
        Assert.That(answer.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(answer.Content.Headers.ContentDisposition.FileName, Is.EqualTo("app-1.0.apk"));
        Assert.That(answer.Headers.AcceptRanges, Does.Contain("bytes"));
        Assert.That(answer.Headers.ETag!.IsWeak, Is.False);
    }

    [TestCase(0L, 99L, 0, 100)]
    [TestCase(199_990L, null, 199_990, 10)]
    [TestCase(null, 5L, 199_995, 5)]
    [TestCase(100L, 999_999L, 100, 199_900)]
    public async Task Get_WhenRangeIsAskedFor_SendsThatPart(long? from, long? to, int start, int length)
    {
        using var request = Request(HttpMethod.Get, "app-1.0.apk");
        request.Headers.Range = new RangeHeaderValue(from, to);

        using var answer = await _client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(answer.Content.Headers.ContentRange!.ToString(), Is.EqualTo($"bytes {start}-{start + length - 1}/{Package.Length}"));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(Package.AsSpan(start, length).ToArray()));
    }

    [Test]
    public async Task Get_WhenRangeIsBeyondTheEnd_Answers416()
    {
        using var request = Request(HttpMethod.Get, "app-1.0.apk");
        request.Headers.Range = new RangeHeaderValue(Package.Length, null);

        using var answer = await _client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestedRangeNotSatisfiable));
        Assert.That(answer.Content.Headers.ContentRange!.Length, Is.EqualTo(Package.Length));
    }

    [Test]
    public async Task Get_WhenTheFileChangedMeanwhile_SendsItFromTheStart()
    {
        var tag = (await _client.GetAsync("app-1.0.apk")).Headers.ETag!;
        Assert.That(await StatusAsync(tag), Is.EqualTo(HttpStatusCode.PartialContent));

        _folder.Write("site/app-1.0.apk", [.. Package, 1]);

        Assert.That(await StatusAsync(tag), Is.EqualTo(HttpStatusCode.OK));

        async Task<HttpStatusCode> StatusAsync(EntityTagHeaderValue known)
        {
            using var request = Request(HttpMethod.Get, "app-1.0.apk");
            request.Headers.Range = new RangeHeaderValue(10, 20);
            request.Headers.IfRange = new RangeConditionHeaderValue(known);
            return (await _client.SendAsync(request)).StatusCode;
        }
    }

    [Test]
    public async Task Get_WhenNothingChanged_Answers304()
    {
        using var first = await _client.GetAsync("index.html");
        using var request = Request(HttpMethod.Get, "index.html");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.That((await _client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task Head_WhenFileIsThere_SaysItsLengthOnly()
    {
        using var answer = await _client.SendAsync(Request(HttpMethod.Head, "app-1.0.apk"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(Package.Length));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase("POST"), TestCase("PUT"), TestCase("DELETE"), TestCase("OPTIONS")]
    public async Task Send_WhenMethodIsAnother_Refuses(string method)
    {
        using var answer = await _client.SendAsync(Request(new HttpMethod(method), "index.html"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(answer.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "HEAD" }));
    }

    [Test]
    public async Task Get_WhenFolderHasAPage_LeadsToItWithASlash()
    {
        using var bare = await _client.GetAsync("sub");

        Assert.That(bare.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(bare.Headers.Location!.OriginalString, Is.EqualTo("/sub/"));
        Assert.That(await _client.GetStringAsync("sub/"), Is.EqualTo("sub"));
    }

    // Raw requests: HttpClient would tidy most of these up before they are sent.
    [TestCase("/../secret.txt")]
    [TestCase("/%2e%2e/secret.txt")]
    [TestCase("/%2e%2e%2fsecret.txt")]
    [TestCase("/..%5csecret.txt")]
    [TestCase("/..\\secret.txt")]
    [TestCase("/sub/../../secret.txt")]
    [TestCase("/sub/%2e%2e/%2e%2e/secret.txt")]
    [TestCase("/....//secret.txt")]
    [TestCase("//secret.txt")]
    [TestCase("/%252e%252e/secret.txt")]
    [TestCase("/.hidden")]
    [TestCase("/%2ehidden")]
    [TestCase("/.well/")]
    [TestCase("/bare/")]
    [TestCase("/bare")]
    [TestCase("/index.html/")]
    [TestCase("/index.html%00.png")]
    [TestCase("/INDEX.HTML")]
    [TestCase("/index.html.")]
    [TestCase("/link.txt")]
    [TestCase("/linked/secret.txt")]
    [TestCase("/missing")]
    public async Task Get_WhenPathLeadsElsewhere_GivesNothingAway(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.Combine("site", "link.txt"), _folder.Combine("secret.txt"));
            Directory.CreateSymbolicLink(_folder.Combine("site", "linked"), _folder.FullPath);
        }

        var answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.Match("^HTTP/1.1 (404|400) ").And.Not.Contain("outside").And.Not.Contain("hidden"));
    }

    [Test]
    public async Task StartAsync_WhenListeningEverywhere_NamesThisComputerLast()
    {
        await using var server = await SiteServer.StartAsync(new SiteServerOptions { Folder = _folder.Combine("site") }, default);

        Assert.That(server.Port, Is.GreaterThan(0));
        Assert.That(server.Addresses[^1], Is.EqualTo($"http://127.0.0.1:{server.Port}/"));
        Assert.That(server.Addresses, Is.Unique);
        foreach (var address in server.Addresses)
        {
            Assert.That(await _client.GetStringAsync(new Uri(address)), Does.Contain("öffnen"), address);
        }
    }

    [Test]
    public void StartAsync_WhenPortIsTaken_SaysSo()
    {
        var options = new SiteServerOptions { Folder = _folder.Combine("site"), Address = IPAddress.Loopback, Port = _server.Port };

        var error = Assert.ThrowsAsync<DistributionException>(() => SiteServer.StartAsync(options, default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(error.Message, Does.Contain($"127.0.0.1:{_server.Port}"));
    }

    [Test]
    public void StartAsync_WhenFolderIsMissing_SaysWhatToDo()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => SiteServer.StartAsync(new SiteServerOptions { Folder = "nowhere" }, default))!;

        Assert.That(error.Faults[0].Remedy, Does.Contain("Publish first"));
    }

    [Test]
    public async Task RunAsync_WhenCancelled_EndsQuietlyAndFreesThePort()
    {
        using var cancellation = new CancellationTokenSource();
        var running = _server.RunAsync(cancellation.Token);
        Assert.That(running.IsCompleted, Is.False);

        await cancellation.CancelAsync();
        await running;

        Assert.ThrowsAsync<HttpRequestException>(() => _client.GetAsync("index.html"));
    }

    private static HttpRequestMessage Request(HttpMethod method, string path) => new(method, new Uri(path, UriKind.Relative));

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _server.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
