using System.Collections.Immutable;
using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>Who can install it: the part of the page that saves testers an attempt.</summary>
internal static class AudienceSection
{
    // A tester looks for one name; beyond this a page is no list any more.
    private const int MostNames = 200;
    private const int LongestName = 80;

    public static void Append(StringBuilder html, InstallAudience? audience)
    {
        if (audience is null)
        {
            return;
        }

        html.Append("<section class=\"card\" aria-labelledby=\"who\">\n<h2 id=\"who\">Who can install it</h2>\n<dl>\n");
        InstallPageFacts.Fact(html, "Devices", Devices(audience));
        InstallPageFacts.Fact(html, "Can install", Names(audience.CanInstall));
        InstallPageFacts.Fact(html, "Cannot install yet", Names(audience.CannotInstall));
        InstallPageFacts.Fact(html, "Opens until", audience.ProfileExpires is { } expires ? InstallPageFacts.Moment(expires) : null);
        html.Append("</dl>\n</section>\n");
    }

    private static string Devices(InstallAudience audience) => audience switch
    {
        { AnyDevice: true } => "Every iPhone and iPad of the organization that signed it",
        { DeviceCount: 1 } => "The 1 device that was registered when it was built",
        { DeviceCount: { } count } => $"The {count} devices that were registered when it was built",
        _ => "Those that were registered when it was built",
    };

    private static string? Names(ImmutableArray<string> names)
    {
        if (names.IsDefaultOrEmpty)
        {
            return null;
        }

        var shown = string.Join(", ", names.Take(MostNames).Select(name => $"<bdi>{HtmlText.Escape(Cut(name))}</bdi>"));
        return names.Length > MostNames ? $"{shown} and {names.Length - MostNames} more" : shown;
    }

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";
}
