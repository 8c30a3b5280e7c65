using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;

namespace MobileDist.PullRequests;

/// <summary>
/// The rows in a form that programs read back, in a hidden last line: JSON, compressed (rows are much alike), in Base64,
/// in which neither a mention nor the end of an HTML comment can occur.
/// </summary>
internal static class CommentState
{
    private const string Opening = "<!-- mobiledist:state v=1 ";
    private const string Closing = " -->";

    // Above what a comment can hold, far below what would hurt: whoever can edit a comment can put anything here.
    private const int LargestState = 1024 * 1024;
    private const int MostRows = 2_000;

    public static string Write(IEnumerable<CommentRelease> releases)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes([.. releases.Select(ReleaseState.Of)], CommentStateJson.Default.ImmutableArrayReleaseState);
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(json);
        }

        return Opening + Convert.ToBase64String(compressed.GetBuffer(), 0, (int)compressed.Length) + Closing;
    }

    /// <summary>The rows that a comment holds; null when they are missing or damaged.</summary>
    public static ImmutableArray<CommentRelease>? Read(string body)
    {
        var start = body.LastIndexOf(Opening, StringComparison.Ordinal);
        var end = start < 0 ? -1 : body.IndexOf(Closing, start, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        try
        {
            var json = Decompress(Convert.FromBase64String(body[(start + Opening.Length)..end]));
            var rows = json is null ? default : JsonSerializer.Deserialize(json, CommentStateJson.Default.ImmutableArrayReleaseState);
            return rows.IsDefault || rows.Length > MostRows || !rows.All(row => row is { IsUsable: true }) ? null : [.. rows.Select(row => row.ToRelease())];
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static byte[]? Decompress(byte[] compressed)
    {
        var brotli = default(BrotliDecoder);
        try
        {
            var output = new ArrayBufferWriter<byte>();
            ReadOnlySpan<byte> rest = compressed;
            OperationStatus status;
            do
            {
                status = brotli.Decompress(rest, output.GetSpan(16 * 1024), out var consumed, out var written);
                output.Advance(written);
                rest = rest[consumed..];
            }
            while (status == OperationStatus.DestinationTooSmall && output.WrittenCount <= LargestState);

            return status == OperationStatus.Done ? output.WrittenSpan.ToArray() : null;
        }
        finally
        {
            brotli.Dispose();
        }
    }
}
