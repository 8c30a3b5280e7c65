using System.Collections.Immutable;

namespace MobileDist.Benchmarks;

/// <summary>All counted rounds of uploads to one store; the three lists have one item a round.</summary>
/// <param name="Store">Its name.</param>
/// <param name="Peer">How curl was called.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Ours">Our whole program, start to end.</param>
/// <param name="Transfer">Seconds of our program's upload alone, from the first request to the last answer.</param>
/// <param name="Curl">The whole of curl, which starts in no time.</param>
internal sealed record UploadResult(string Store, string Peer, long Bytes, ImmutableArray<Measurement> Ours, ImmutableArray<double> Transfer, ImmutableArray<Measurement> Curl)
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>MiB a second.</summary>
    public Spread OurThroughput => Spread.Of(Transfer.Select(seconds => Bytes / Mebibyte / seconds));

    public Spread ProgramThroughput => Spread.Of(Ours.Select(run => Bytes / Mebibyte / run.Elapsed.TotalSeconds));

    public Spread CurlThroughput => Spread.Of(Curl.Select(run => Bytes / Mebibyte / run.Elapsed.TotalSeconds));

    /// <summary>Our throughput in parts of curl's, round by round.</summary>
    public Spread Share => Spread.Of(Curl.Zip(Transfer, (curl, ours) => curl.Elapsed.TotalSeconds / ours));

    /// <summary>The same with the start and the end of our program.</summary>
    public Spread ProgramShare => Spread.Of(Curl.Zip(Ours, (curl, ours) => curl.Elapsed / ours.Elapsed));
}
