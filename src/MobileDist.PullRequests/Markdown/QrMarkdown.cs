using System.Globalization;
using System.Text;

namespace MobileDist.PullRequests;

/// <summary>Draws the QR code in the forms that were measured to read; each form's figures are those of the measurement.</summary>
internal static class QrMarkdown
{
    private const int ImageWidth = 200;
    private const int BlocksQuietZone = 2;
    private const int FormulaQuietZone = 4;
    private const int PointsAModule = 4;

    /// <summary>The image, which leads to the page when it is tapped, and a blank; empty when the code is no image.</summary>
    public static string Image(CommentRelease release, CommentWay way)
    {
        if (way.Qr is not QrRendering.Image image || MarkdownLink.Safe(image.Address) is not { } source || !source.StartsWith("https:", StringComparison.Ordinal))
        {
            return "";
        }

        var element = $"<img align=\"right\" width=\"{ImageWidth}\" height=\"{ImageWidth}\" alt=\"QR code to install {MarkdownText.Attribute(release.App, 60)}\" src=\"{source}\">";
        return MarkdownLink.Safe(way.Link?.Address) is { } link ? $"<a href=\"{link}\">{element}</a> " : element + " ";
    }

    /// <summary>The forms that are drawn in the comment's own text, folded away; null when the code is none of them.</summary>
    public static string? Inline(QrRendering qr) => qr switch
    {
        QrRendering.Blocks blocks => Folded(Blocks(blocks.Modules)),
        QrRendering.Formula formula => Folded($"```math\n{Formula(formula.Modules)}\n```"),
        _ => null,
    };

    private static string Folded(string code) => $"<details><summary>QR code</summary>\n\n{code}\n\n</details>";

    private static string Blocks(QrModules modules)
    {
        var text = new StringBuilder("<kbd>");
        for (var y = -BlocksQuietZone; y < modules.Size + BlocksQuietZone; y++)
        {
            text.Append(y == -BlocksQuietZone ? "" : "<br>");
            for (var x = -BlocksQuietZone; x < modules.Size + BlocksQuietZone; x++)
            {
                text.Append(modules.IsDark(x, y) ? "██" : "\u00A0\u00A0");
            }
        }

        return text.Append("</kbd>").ToString();
    }

    // Every row stands above the base line: MathJax drops a rule that is not raised at all.
    private static string Formula(QrModules modules)
    {
        var width = (modules.Size + (2 * FormulaQuietZone)) * PointsAModule;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $@"\rlap{{\color{{white}}\rule{{{width}pt}}{{{width}pt}}}}");
        for (var y = 0; y < modules.Size; y++)
        {
            for (var x = 0; x < modules.Size; x++)
            {
                var start = x;
                while (modules.IsDark(x, y))
                {
                    x++;
                }

                if (x > start)
                {
                    var left = (start + FormulaQuietZone) * PointsAModule;
                    var raised = (modules.Size - 1 - y + FormulaQuietZone) * PointsAModule;
                    text.Append(CultureInfo.InvariantCulture, $@"\rlap{{\kern {left}pt\color{{black}}\rule[{raised}pt]{{{(x - start) * PointsAModule}pt}}{{{PointsAModule}pt}}}}");
                }
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $@"\kern {width}pt").ToString();
    }
}
