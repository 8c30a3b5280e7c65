using System.Globalization;
using System.Text;

namespace MobileDist.Benchmarks;

/// <summary>The same uploads by curl; what it is to do stands in a file, as addresses that take an upload are nobody else's to see.</summary>
internal sealed class CurlUpload(MeasuredProcess processes, string curl, string folder)
{
    // As many as our own program sends at a time.
    private const int PartsAtATime = 6;

    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    public async Task<string> VersionAsync(CancellationToken ct)
    {
        var (_, said) = await processes.RunWithOutputAsync(curl, ["--version"], Nothing, ct);
        return said.Split(' ').ElementAtOrDefault(1) ?? "";
    }

    /// <summary>One file in one request.</summary>
    public Task<Measurement> SendAsync(string file, long bytes, string address, string token, CancellationToken ct) =>
        RunAsync([], Transfer(file, address, [$"Authorization: Bearer {token}", string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes 0-{bytes - 1}/{bytes}")]), ct);

    /// <summary>Many files, some at a time.</summary>
    public Task<Measurement> SendAsync(IEnumerable<(string File, string Address)> parts, CancellationToken ct) =>
        RunAsync(
            ["--parallel", "--parallel-immediate", "--parallel-max", PartsAtATime.ToString(CultureInfo.InvariantCulture)],
            string.Join("next\n", parts.Select(part => Transfer(part.File, part.Address, []))),
            ct);

    private async Task<Measurement> RunAsync(IEnumerable<string> arguments, string transfers, CancellationToken ct)
    {
        var config = Path.Combine(folder, "curl.txt");
        await File.WriteAllTextAsync(config, transfers, ct);
        return await processes.RunAsync(curl, [.. arguments, "--config", config], Nothing, ct);
    }

    private static string Transfer(string file, string address, IEnumerable<string> headers)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"url = \"{address}\"\nupload-file = \"{file.Replace('\\', '/')}\"\n");
        foreach (var header in (IEnumerable<string>)[.. headers, "Content-Type: application/octet-stream", "Expect:"])
        {
            text.Append(CultureInfo.InvariantCulture, $"header = \"{header}\"\n");
        }

        return text.Append("silent\nshow-error\nfail\n").ToString();
    }
}
