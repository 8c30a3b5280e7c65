using MobileDist.Pipeline.Publishing.TestFlight;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Makes the channels that the settings name.</summary>
internal static class ChannelSet
{
    public static IEnumerable<IChannel> For(ReleaseSettings release) => release.Channels.Select(channel => Make(release, channel));

    private static IChannel Make(ReleaseSettings release, ChannelSettings settings) => settings switch
    {
        ChannelSettings.Link link => new LinkChannel(link),
        ChannelSettings.TestFlight testFlight => new TestFlightChannel(release, testFlight.Settings),
        _ => throw new InvalidOperationException($"No channel is made for '{settings.Name}'."),
    };
}
