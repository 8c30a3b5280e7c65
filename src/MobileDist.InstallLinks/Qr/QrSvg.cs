using System.Text;

namespace MobileDist.InstallLinks;

/// <summary>Draws a symbol as SVG, one sub-path for each horizontal run of dark modules.</summary>
internal static class QrSvg
{
    public static string Draw(QrCode code, string title)
    {
        var side = code.Size + (2 * QrCode.QuietZone);
        var svg = new StringBuilder()
            .Append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ").Append(side).Append(' ').Append(side)
            .Append("\" shape-rendering=\"crispEdges\"><title>").Append(HtmlText.Escape(title))
            .Append("</title><rect width=\"").Append(side).Append("\" height=\"").Append(side)
            .Append("\" fill=\"#fff\"/><path fill=\"#000\" d=\"");
        for (var y = 0; y < code.Size; y++)
        {
            AppendRuns(svg, code, y);
        }

        return svg.Append("\"/></svg>").ToString();
    }

    private static void AppendRuns(StringBuilder svg, QrCode code, int y)
    {
        for (var x = 0; x < code.Size; x++)
        {
            if (!code.IsDark(x, y))
            {
                continue;
            }

            var start = x;
            while (code.IsDark(x, y))
            {
                x++;
            }

            var length = x - start;
            svg.Append('M').Append(start + QrCode.QuietZone).Append(' ').Append(y + QrCode.QuietZone)
                .Append('h').Append(length).Append("v1h-").Append(length).Append('z');
        }
    }
}
