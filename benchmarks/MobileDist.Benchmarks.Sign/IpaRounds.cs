using System.Globalization;
using MobileDist.Signing.Apple.Bundles;

namespace MobileDist.Benchmarks.Sign;

/// <summary>
/// Signs the same package several times in this process, which is warm after a first round that does not count, each time in turn with what no
/// signer can beat. Says a line a round, with spaces between: milliseconds of the signing, of the limit, and of the limit with the digests.
/// </summary>
internal sealed class IpaRounds(TimeProvider time, TextWriter output)
{
    public async Task RunAsync(string input, string signed, IpaSigningRequest request, int rounds, CancellationToken ct)
    {
        for (var round = 0; round <= rounds; round++)
        {
            // As between processes: each writes a file that is not there yet.
            var started = time.GetTimestamp();
            await IpaSigner.SignAsync(input, signed, request, progress: null, ct);
            var work = time.GetElapsedTime(started);
            File.Delete(signed);
            var limit = PhysicalLimit.MeasureUnpacking(time, input, signed, ct).Elapsed;
            File.Delete(signed);
            var sealing = PhysicalLimit.MeasureSealing(time, input, signed, ct).Elapsed;
            File.Delete(signed);
            if (round > 0)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{work.TotalMilliseconds:F1} {limit.TotalMilliseconds:F1} {sealing.TotalMilliseconds:F1}"));
            }
        }
    }
}
