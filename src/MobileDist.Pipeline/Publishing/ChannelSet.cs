using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Makes the channels that the settings name; the link comes last, so that its page can tell of the stores.</summary>
internal static class ChannelSet
{
    public static IEnumerable<IChannel> For(ReleaseSettings release) => release.Channels.OrderBy(channel => channel is ChannelSettings.Link).Select<ChannelSettings, IChannel>(channel => channel switch
    {
        ChannelSettings.Link link => new LinkChannel(link, release),
        _ => throw new InvalidOperationException($"No channel is made for '{channel.Name}'."),
    });
}
