using System.Net;
using System.Text.RegularExpressions;
using Markdig;

namespace MobileDist.PullRequests.Tests;

/// <summary>Markdown as another implementation reads it, everything switched on that could misread us.</summary>
internal static partial class Html
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();

    public static string Of(string markdown) => Markdown.ToHtml(markdown, Pipeline);

    /// <summary>Names of the elements, in order, without what headings are numbered by.</summary>
    public static string[] Elements(string html) => [.. Tag().Matches(Comment().Replace(html, "")).Select(match => match.Value)];

    /// <summary>What a reader sees outside of code and links, decoded; that is where platforms look for mentions and the like.</summary>
    public static string LooseText(string html) =>
        WebUtility.HtmlDecode(AnyTag().Replace(CodeAndLinks().Replace(Comment().Replace(html, ""), " "), " "));

    public static string[] Links(string html) => [.. Target().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("</?[a-zA-Z][a-zA-Z0-9]*")]
    private static partial Regex Tag();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex AnyTag();

    [GeneratedRegex("<(code|a)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex CodeAndLinks();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Target();
}
