using MobileDist.Pipeline.Publishing.Play;
using MobileDist.Pipeline.Publishing.TestFlight;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Makes the channels that the settings name; the link comes last, so that its page can tell of the stores.</summary>
internal static class ChannelSet
{
    public static IEnumerable<IChannel> For(ReleaseSettings release) => release.Channels.OrderBy(channel => channel is ChannelSettings.Link).Select(channel => Make(release, channel));

    private static IChannel Make(ReleaseSettings release, ChannelSettings settings) => settings switch
    {
        ChannelSettings.Link link => new LinkChannel(link, release),
        ChannelSettings.TestFlight testFlight => new TestFlightChannel(release, testFlight.Settings),
        ChannelSettings.Play play => new PlayChannel(release, play.Settings),
        ChannelSettings.PlaySharing sharing => new PlaySharingChannel(release, sharing.Settings),
        _ => throw new InvalidOperationException($"No channel is made for '{settings.Name}'."),
    };
}
