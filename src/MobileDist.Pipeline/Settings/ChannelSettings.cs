namespace MobileDist.Pipeline.Settings;

/// <summary>A way to the testers' phones; one case per channel.</summary>
internal abstract record ChannelSettings
{
    private ChannelSettings()
    {
    }

    /// <summary>As written in the settings: <c>link</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Install page, link and QR code in a site folder.</summary>
    /// <param name="Url">Where the site folder is served; null when it is not.</param>
    internal sealed record Link(string? Url) : ChannelSettings
    {
        public override string Name => "link";
    }
}
