using System.Collections.Immutable;
using System.Text.Json;

namespace MobileDist.AppStoreConnect;

/// <summary>A part of a file and the signed address that takes it.</summary>
internal sealed record UploadPart(HttpMethod Method, Uri Address, long Offset, long Length, ImmutableArray<(string Name, string Value)> Headers, DateTimeOffset? Expires)
{
    private const int MostParts = 100_000;

    /// <summary>
    /// The parts of a file, by where they begin: Apple's list is in no order. Together they have to be the whole file,
    /// each byte once.
    /// </summary>
    /// <returns>Null when Apple gives none: the file is complete, or too old.</returns>
    /// <exception cref="DistributionException">The parts are not the file's, or lead where nothing may be sent.</exception>
    public static ImmutableArray<UploadPart>? Read(AppleResource file, long fileSize)
    {
        var parts = AppleJson.Items(file.Attributes, "uploadOperations").Take(MostParts + 1).Select(Read).OrderBy(part => part?.Offset).ToList();
        if (parts.Count == 0)
        {
            return null;
        }

        long end = 0;
        foreach (var part in parts)
        {
            if (part is null || part.Offset != end || part.Length > fileSize - end)
            {
                throw AppStoreConnectFaults.BadParts();
            }

            end += part.Length;
        }

        return end == fileSize && parts.Count <= MostParts ? [.. parts.OfType<UploadPart>()] : throw AppStoreConnectFaults.BadParts();
    }

    private static UploadPart? Read(JsonElement operation)
    {
        var isAddress = Uri.TryCreate(AppleJson.Text(operation, "url"), UriKind.Absolute, out var address) && ServiceAddress.IsTrusted(address);
        var method = AppleJson.Text(operation, "method") ?? "";
        return isAddress && method is "PUT" or "POST" && AppleJson.Number(operation, "offset") is >= 0 and var offset && AppleJson.Number(operation, "length") is > 0 and var length
            ? new UploadPart(
                new HttpMethod(method),
                address!,
                offset,
                length,
                [.. AppleJson.Items(operation, "requestHeaders").Select(header => (AppleJson.Text(header, "name") ?? "", AppleJson.Text(header, "value") ?? "")).Where(header => header.Item1.Length > 0)],
                AppleDate.Parse(AppleJson.Text(operation, "expiration")))
            : null;
    }
}
