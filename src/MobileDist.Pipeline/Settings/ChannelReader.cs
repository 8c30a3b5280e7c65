using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs where packages go.</summary>
/// <param name="overrides">Arguments and variables.</param>
/// <param name="section">The file's section of channels.</param>
/// <param name="carriesReleases">Whether the platform that runs us can carry the link on a release of the repository.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class ChannelReader(OverrideSet overrides, SectionReader section, bool carriesReleases, ICollection<Fault> faults)
{
    private static readonly ImmutableArray<string> Known = ["link"];

    private readonly Lazy<ChannelSettings.Link> _link = new(() => Link(overrides, section.Section("link"), carriesReleases, faults));
    private readonly Lazy<IReadOnlyList<string>?> _asked = new(() => overrides.List("channels", Known, faults));

    /// <param name="ofApp">What the app's own section says; empty for the default.</param>
    public ImmutableArray<ChannelSettings> Read(ImmutableArray<string> ofApp)
    {
        var names = _asked.Value ?? (ofApp.IsEmpty ? Known : ofApp);
        return [.. names.Intersect(Known, StringComparer.Ordinal).Select(_ => _link.Value)];
    }

    private static ChannelSettings.Link Link(OverrideSet overrides, SectionReader link, bool carriesReleases, ICollection<Fault> faults)
    {
        var host = overrides.Find("link-host") ?? link.Peek("host");
        var url = overrides.Find("link-url") ?? link.Text("url");
        switch (host)
        {
            case null or { Value: LinkHosts.Default }:
                return new ChannelSettings.Link(LinkHosts.Default, LinkUrl(url, faults));
            case var _ when !LinkHosts.IsRelease(host.Value):
                // What the file says was weighed with its shape already.
                if (host.Place is null)
                {
                    faults.Add(SettingsFaults.UnknownName(host, host.Value, LinkHosts.All));
                }

                LinkUrl(url, faults);
                break;
            case var _ when !carriesReleases:
                faults.Add(SettingsFaults.ReleaseHostElsewhere(host));
                break;
            case var _ when url is not null:
                faults.Add(SettingsFaults.UrlOfReleaseHost(url));
                break;
        }

        return new ChannelSettings.Link(host.Value, null);
    }

    private static string? LinkUrl(Given? given, ICollection<Fault> faults)
    {
        if (given is null)
        {
            return null;
        }

        if (ServiceAddress.Parse(given.Value) is null)
        {
            faults.Add(SettingsFaults.BadLinkUrl(given));
            return null;
        }

        return given.Value.EndsWith('/') ? given.Value : given.Value + "/";
    }
}
