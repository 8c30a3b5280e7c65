using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Makes the channels that the settings name.</summary>
internal static class ChannelSet
{
    public static IEnumerable<IChannel> For(ReleaseSettings release) => release.Channels.Select(Make);

    private static IChannel Make(ChannelSettings settings) => settings switch
    {
        ChannelSettings.Link link => new LinkChannel(link),
        _ => throw new InvalidOperationException($"No channel is made for '{settings.Name}'."),
    };
}
