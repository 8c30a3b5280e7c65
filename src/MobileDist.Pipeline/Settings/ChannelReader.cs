using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Settings.TestFlight;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs where packages go.</summary>
/// <param name="overrides">Arguments and variables.</param>
/// <param name="section">The file's section of channels.</param>
/// <param name="redactor">Learns the secrets.</param>
/// <param name="carriesReleases">Whether the platform that runs us can carry the link on a release of the repository.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class ChannelReader(OverrideSet overrides, SectionReader section, Redactor redactor, bool carriesReleases, ICollection<Fault> faults)
{
    private static readonly ImmutableArray<string> OnAndroid = ["link", ChannelSettings.Play.ChannelName, ChannelSettings.PlaySharing.ChannelName];
    private static readonly ImmutableArray<string> OnIos = ["link", ChannelSettings.TestFlight.ChannelName];

    private readonly Lazy<ChannelSettings.Link> _link = new(() => Link(overrides, section.Section("link"), carriesReleases, faults));
    private readonly Lazy<IReadOnlyList<string>?> _asked = new(() => overrides.List("channels", [.. OnIos.Union(OnAndroid, StringComparer.Ordinal)], faults));

    /// <summary>The channels that a platform's section may name.</summary>
    public static ImmutableArray<string> Of(AppPlatform platform) => platform == AppPlatform.Ios ? OnIos : OnAndroid;

    /// <param name="app">The app's key.</param>
    /// <param name="platform">Which of its platforms.</param>
    /// <param name="own">The platform's section.</param>
    /// <param name="folder">What relative paths of the file start from.</param>
    public ImmutableArray<ChannelSettings> Read(string app, AppPlatform platform, SectionReader own, string folder)
    {
        var ofApp = own.Choices("channels");
        var names = _asked.Value ?? (ofApp.IsEmpty ? ["link"] : ofApp);
        List<string> known = [.. names.Intersect(Of(platform), StringComparer.Ordinal)];
        if (_asked.Value is { Count: > 0 } && known.Count == 0)
        {
            faults.Add(SettingsFaults.ChannelOfOtherPlatform(app, platform, overrides.Find("channels")!, Of(platform)));
        }

        return [.. known.Select(name => Make(name, own, folder))];
    }

    private ChannelSettings Make(string name, SectionReader own, string folder) => name switch
    {
        ChannelSettings.TestFlight.ChannelName => TestFlight(own, folder),
        ChannelSettings.Play.ChannelName => new ChannelSettings.Play(Play(own, folder)),
        ChannelSettings.PlaySharing.ChannelName => new ChannelSettings.PlaySharing(Play(own, folder)),
        _ => _link.Value,
    };

    private PlaySettings Play(SectionReader own, string folder) => new PlayReader(overrides, section.Section("play"), redactor, faults).Read(own.Section("play"), folder);

    private ChannelSettings.TestFlight TestFlight(SectionReader own, string folder) =>
        new(new TestFlightReader(overrides, section.Section("testflight"), redactor, faults).Read(own.Section("testflight"), folder));

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
