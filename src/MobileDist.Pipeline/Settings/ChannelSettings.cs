using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Settings.TestFlight;

namespace MobileDist.Pipeline.Settings;

/// <summary>A way to the testers' phones; one case per channel.</summary>
internal abstract record ChannelSettings
{
    private ChannelSettings()
    {
    }

    /// <summary>As written in the settings: <c>link</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Apple's TestFlight.</summary>
    internal sealed record TestFlight(TestFlightSettings Settings) : ChannelSettings
    {
        public const string ChannelName = "testflight";

        public override string Name => ChannelName;
    }

    /// <summary>A track of Google Play.</summary>
    internal sealed record Play(PlaySettings Settings) : ChannelSettings
    {
        public const string ChannelName = "play";

        public override string Name => ChannelName;
    }

    /// <summary>Google Play's internal app sharing.</summary>
    internal sealed record PlaySharing(PlaySettings Settings) : ChannelSettings
    {
        public const string ChannelName = "play-sharing";

        public override string Name => ChannelName;
    }

    /// <summary>Install page, link and QR code.</summary>
    /// <param name="Host">Who carries them: one of <see cref="LinkHosts"/>.</param>
    /// <param name="Url">Where the site folder is served; null when it is not, and for hosts that have an address of their own.</param>
    internal sealed record Link(string Host, string? Url) : ChannelSettings
    {
        public override string Name => "link";
    }
}
