using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs where packages go.</summary>
internal sealed class ChannelReader(OverrideSet overrides, SectionReader section, ICollection<Fault> faults)
{
    private static readonly ImmutableArray<string> Known = ["link"];

    private readonly Lazy<string?> _linkUrl = new(() => LinkUrl(overrides.Find("link-url") ?? section.Section("link").Text("url"), faults));
    private readonly Lazy<IReadOnlyList<string>?> _asked = new(() => overrides.List("channels", Known, faults));

    /// <param name="ofApp">What the app's own section says; empty for the default.</param>
    public ImmutableArray<ChannelSettings> Read(ImmutableArray<string> ofApp)
    {
        var names = _asked.Value ?? (ofApp.IsEmpty ? Known : ofApp);
        return [.. names.Intersect(Known, StringComparer.Ordinal).Select(_ => new ChannelSettings.Link(_linkUrl.Value))];
    }

    private static string? LinkUrl(Given? given, ICollection<Fault> faults)
    {
        if (given is null)
        {
            return null;
        }

        var usable = Uri.TryCreate(given.Value, UriKind.Absolute, out var address)
            && (Is(address, Uri.UriSchemeHttps) || (Is(address, Uri.UriSchemeHttp) && address.IsLoopback))
            && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 };
        if (!usable)
        {
            faults.Add(PipelineFaults.BadLinkUrl(given));
            return null;
        }

        return given.Value.EndsWith('/') ? given.Value : given.Value + "/";
    }

    private static bool Is(Uri address, string scheme) => string.Equals(address.Scheme, scheme, StringComparison.Ordinal);
}
