using System.Collections.Immutable;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing;

/// <summary>The channels' records while a package goes out. What earlier runs had done is kept until this one has: a run that ends here must not forget an upload.</summary>
/// <param name="before">From earlier runs.</param>
/// <param name="names">The channels of this run; what others have is kept too, and announced no more.</param>
/// <param name="save">Writes all of them into the receipt.</param>
internal sealed class ChannelRecords(ImmutableArray<RecordedChannel> before, IReadOnlyCollection<string> names, Action<ImmutableArray<RecordedChannel>> save)
{
    private ImmutableArray<RecordedChannel> _all = [.. before.Select(record => names.Contains(record.Channel, StringComparer.Ordinal) ? record : record with { Unfinished = true })];

    /// <summary>Those that have the package, in the order of the channels.</summary>
    public ImmutableArray<RecordedChannel> Done { get; private set; } = [];

    public RecordedChannel? Find(string channel) => _all.FirstOrDefault(record => IsOf(record, channel));

    /// <summary>Takes the record of an earlier run as it is, and writes nothing.</summary>
    public void Keep(RecordedChannel record) => Done = Done.Add(record);

    public void Finish(RecordedChannel record)
    {
        Done = Done.Add(record);
        Put(record);
    }

    /// <summary>On the way: the next run goes on from it, and nothing is announced.</summary>
    public void Begin(RecordedChannel record) => Put(record with { Unfinished = true, Failure = null });

    /// <summary>Announced beside the channels that have the package.</summary>
    public void Fail(IChannel channel, string reason) =>
        Put((Find(channel.Name) ?? new RecordedChannel(channel.Name, channel.Host, "")) with { Unfinished = true, Title = channel.Title, Failure = reason });

    private void Put(RecordedChannel record)
    {
        _all = [.. _all.Where(other => !IsOf(other, record.Channel)), record];
        save(_all);
    }

    private static bool IsOf(RecordedChannel record, string channel) => string.Equals(record.Channel, channel, StringComparison.Ordinal);
}
