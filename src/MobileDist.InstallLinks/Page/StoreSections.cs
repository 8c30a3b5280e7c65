using System.Collections.Immutable;
using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>What a tester does to get the app from a store, and who can.</summary>
internal static class StoreSections
{
    /// <summary>A section for each store.</summary>
    /// <param name="html">What to write to.</param>
    /// <param name="stores">The stores, in the order in which they are shown.</param>
    /// <param name="besidesLink">Whether the page's button installs the package itself, so that these are further ways.</param>
    public static void Append(StringBuilder html, ImmutableArray<StoreWay> stores, bool besidesLink)
    {
        for (var at = 0; at < stores.Length; at++)
        {
            Append(html, stores[at], $"store-{at + 1}", isFurther: besidesLink || at > 0);
        }
    }

    private static void Append(StringBuilder html, StoreWay store, string id, bool isFurther)
    {
        var title = HtmlText.Escape(store.Title);
        html.Append("<section class=\"card\" aria-labelledby=\"").Append(id).Append("\">\n<h2 id=\"").Append(id).Append("\">")
            .Append(isFurther ? "Also with <bdi>" : "How to install with <bdi>").Append(title).Append("</bdi></h2>\n");
        html.Append(store.Waits is { } reason ? $"<p>Not yet: {HtmlText.Escape(reason)}</p>\n" : "");
        if (!store.Steps.IsDefaultOrEmpty)
        {
            html.Append("<ol>\n");
            foreach (var step in store.Steps)
            {
                html.Append("<li>").Append(Linked(step.Text, step.Link)).Append("</li>\n");
            }

            html.Append("</ol>\n");
        }

        // Of the first store the button leads there already.
        if (isFurther && WebScheme.Address(store.Link) is { } link)
        {
            html.Append("<p><a href=\"").Append(HtmlText.Escape(link)).Append("\" rel=\"noreferrer\">Open <bdi>").Append(title).Append("</bdi></a></p>\n");
        }

        html.Append(store.Audience is { } audience ? $"<p class=\"soft\">Who gets it: <bdi>{HtmlText.Escape(audience)}</bdi></p>\n" : "").Append("</section>\n");
    }

    private static string Linked(string text, string? link) => WebScheme.Address(link) is { } address
        ? $"<a href=\"{HtmlText.Escape(address)}\" rel=\"noreferrer\"><bdi>{HtmlText.Escape(text)}</bdi></a>"
        : $"<bdi>{HtmlText.Escape(text)}</bdi>";
}
