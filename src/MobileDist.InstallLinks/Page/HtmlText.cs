using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>Makes text from outside safe to stand in HTML, as element content and in quoted attributes.</summary>
internal static class HtmlText
{
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var character in PlainText.Clean(text))
        {
            _ = character switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ => safe.Append(character),
            };
        }

        return safe.ToString();
    }
}
