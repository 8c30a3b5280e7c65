using System.Globalization;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.Benchmarks.UploadServer;

/// <summary>App Store Connect: the facts are its address, the key's id, its issuer, and the key in base64.</summary>
internal sealed class AppleStore(FakeAppStoreConnect apple, FakeAppStoreConnectServer server) : IUploadStore
{
    private const string PartNumber = "partNumber";

    public static async Task<AppleStore> StartAsync(TimeProvider time)
    {
        var apple = new FakeAppStoreConnect(time) { HashesParts = false };
        return new AppleStore(apple, await FakeAppStoreConnectServer.StartAsync(apple));
    }

    public IReadOnlyList<string> Facts =>
        [server.Address, FakeAppStoreConnect.AppId, FakeAppStoreConnect.KeyId, FakeAppStoreConnect.Issuer, Convert.ToBase64String(apple.Key.ExportPkcs8PrivateKey())];

    /// <summary>Whatever the question, the parts of the newest upload: where each begins, how long it is, and where it was sent.</summary>
    public Task<IReadOnlyList<string>> AnswerAsync(string question)
    {
        var file = apple.Uploads[^1].File ?? throw new InvalidOperationException("Nothing was uploaded.");
        var sent = apple.Requests
            .Where(request => FakeAppStoreConnect.IsPart(request.Path) && string.Equals(request.Segments[1], file.Id, StringComparison.Ordinal))
            .DistinctBy(request => request.Query, StringComparer.Ordinal);
        IReadOnlyList<string> parts =
        [
            .. from request in sent
               let range = file.Range(int.Parse(request.Parameter(PartNumber)!, CultureInfo.InvariantCulture))
               orderby range.Offset
               select string.Create(CultureInfo.InvariantCulture, $"{range.Offset} {range.Length} {server.Address}{request.Path}{request.Query}"),
        ];
        return Task.FromResult(parts);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        apple.Dispose();
    }
}
