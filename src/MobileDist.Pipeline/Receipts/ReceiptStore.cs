using System.Text.Json;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Receipts;

/// <summary>Reads and writes the receipts under an output folder.</summary>
internal sealed class ReceiptStore(string outputFolder)
{
    // A receipt is some kilobytes; it may come from another machine, so its size is not trusted.
    private const long MaxLength = 1024 * 1024;

    public string PathOf(ReleaseSettings release) => Path.Combine(outputFolder, release.Key, Receipt.FileName);

    /// <summary>The receipt of an earlier run, or an empty one.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: it is damaged, another release's, or a newer program's.</exception>
    public Receipt Load(ReleaseSettings release)
    {
        var path = PathOf(release);
        var empty = Empty(release);
        if (!File.Exists(path))
        {
            return empty;
        }

        var bytes = Read(path);
        try
        {
            var header = JsonSerializer.Deserialize(bytes, ReceiptJson.Default.ReceiptHeader) ?? throw new JsonException("It holds nothing.");
            if (header.Version > Receipt.CurrentVersion)
            {
                throw Unusable(PipelineFaults.NewerReceipt(path, header.Version));
            }

            if (header.Version != Receipt.CurrentVersion || header.App is null)
            {
                throw Unusable(PipelineFaults.DamagedReceipt(path, "it has no known version"));
            }

            if (!string.Equals(header.App, empty.App, StringComparison.Ordinal) || !string.Equals(header.Platform, empty.Platform, StringComparison.Ordinal))
            {
                throw Unusable(PipelineFaults.ForeignReceipt(path, $"{header.App}-{header.Platform}"));
            }

            var receipt = JsonSerializer.Deserialize(bytes, ReceiptJson.Default.Receipt)!;
            return Enum.GetValues<StageName>().Any(stage => receipt.Of(stage) is { HasGaps: true })
                ? throw Unusable(PipelineFaults.DamagedReceipt(path, "a list has an empty place"))
                : receipt;
        }
        catch (JsonException error)
        {
            throw Unusable(PipelineFaults.DamagedReceipt(path, $"line {error.LineNumber + 1}, near {error.Path ?? "the beginning"}"), error);
        }
    }

    public static Receipt Empty(ReleaseSettings release) => new() { App = release.App, Platform = release.Platform.ToString().ToLowerInvariant() };

    /// <summary>Writes it whole, in place of what was there.</summary>
    public void Save(ReleaseSettings release, Receipt receipt) =>
        PendingFile.WriteAllText(PathOf(release), JsonSerializer.Serialize(receipt, ReceiptJson.Default.Receipt) + "\n");

    private static byte[] Read(string path)
    {
        try
        {
            return new FileInfo(path).Length > MaxLength
                ? throw Unusable(PipelineFaults.DamagedReceipt(path, "it is larger than 1 MiB"))
                : File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(PipelineFaults.DamagedReceipt(path, error.Message), error);
        }
    }

    private static DistributionException Unusable(Fault fault, Exception? inner = null) => new(ExitCode.Settings, fault, inner);
}
