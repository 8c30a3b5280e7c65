using System.Text.Json;
using MobileDist.Testing;

namespace MobileDist.PullRequests.Tests;

/// <summary>
/// A comment as a platform's page shows it, in three steps as there: Markdown becomes HTML, what is not allowed is taken
/// out, formulas are set. Pictures come from where the platform's own proxy would have fetched them.
/// </summary>
internal sealed class PlatformPage
{
    // What GitHub leaves of HTML in a comment.
    private const string Tags =
        "a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q rp rt ruby s samp span strike strong sub summary sup table tbody td tfoot th thead tr tt ul var";

    private const string Attributes = "align alt clear colspan height href open rowspan src title width class";

    private readonly string _head;
    private readonly string _frame;
    private readonly string _formulas;

    private PlatformPage(string head, string frame, string formulas) => (_head, _frame, _formulas) = (head, frame, formulas);

    /// <param name="dark">Its theme.</param>
    /// <param name="formulas">What sets formulas: <c>tex-chtml.js</c> or <c>tex-svg.js</c>.</param>
    public static PlatformPage GitHub(bool dark, string formulas) => new(
        $"<link rel=\"stylesheet\" href=\"{Address(dark ? "github-markdown-dark.css" : "github-markdown-light.css")}\">"
        + $"<style>body {{ margin: 0; background: {(dark ? "#0d1117" : "#ffffff")} }} .markdown-body {{ padding: 16px; font-size: 14px }}</style>",
        "markdown-body",
        formulas);

    /// <summary>Azure DevOps sets no formulas in comments; its own style sheet is not published, so this one has its colours only.</summary>
    public static PlatformPage AzureDevOps(bool dark) => new(
        $$"""
        <style>body { margin: 0; padding: 16px; background: {{(dark ? "#1f1f1f" : "#ffffff")}}; color: {{(dark ? "#ffffff" : "#000000")}}; font: 14px "Liberation Sans", sans-serif }
        img { max-width: 100% } table { border-collapse: collapse } th, td { border: 1px solid #808080; padding: 4px 8px } a { color: {{(dark ? "#6cb8f6" : "#005a9e")}} }</style>
        """,
        "comment",
        "");

    /// <param name="markdown">The comment.</param>
    /// <param name="pictures">Files by the address that the comment gives.</param>
    /// <param name="formulaCount">How many formulas there must be; with any other number the page shows that in place of the comment.</param>
    public string Html(string markdown, IReadOnlyDictionary<string, string> pictures, int formulaCount) =>
        $$"""
        <!doctype html><meta charset="utf-8">{{_head}}
        <body><article id="comment" class="{{_frame}}"></article>
        <script>
          const ready = new Promise(resolve => window.MathJax = {
            startup: { typeset: false, ready() { MathJax.startup.defaultReady(); MathJax.startup.promise.then(resolve); } },
            loader: { load: ['[tex]/color', 'ui/safe'], source: { '[tex]/color': '{{Address("color.js")}}', 'ui/safe': '{{Address("safe.js")}}' } },
            tex: { packages: { '[+]': ['color'] }, inlineMath: [['$', '$']], displayMath: [['$$', '$$']] },
          });
        </script>
        <script src="{{Address("markdown-it.min.js")}}"></script><script src="{{Address("purify.min.js")}}"></script>
        {{(_formulas.Length > 0 ? $"<script src=\"{Address(_formulas)}\"></script>" : "")}}
        <script>
          const markdown = markdownit({ html: true, linkify: true });
          const fence = markdown.renderer.rules.fence;
          markdown.renderer.rules.fence = (tokens, at, ...rest) => tokens[at].info.trim() === 'math'
            ? `<div>$$${markdown.utils.escapeHtml(tokens[at].content)}$$</div>` : fence(tokens, at, ...rest);
          const comment = document.getElementById('comment');
          comment.innerHTML = DOMPurify.sanitize(markdown.render({{JsonSerializer.Serialize(markdown)}}), {
            ALLOWED_TAGS: '{{Tags}}'.split(' '), ALLOWED_ATTR: '{{Attributes}}'.split(' '), ALLOW_DATA_ATTR: false, ALLOWED_URI_REGEXP: /^https?:|^[^:]*$/i,
          });
          comment.querySelectorAll('details').forEach(details => details.open = true);
          const pictures = {{JsonSerializer.Serialize(pictures.ToDictionary(picture => picture.Key, picture => new Uri(picture.Value).AbsoluteUri, StringComparer.Ordinal))}};
          comment.querySelectorAll('img').forEach(image => image.src = pictures[image.src] ?? '');
          const judge = () => {
            const count = comment.querySelectorAll('mjx-container').length;
            if (count !== {{formulaCount}} || comment.querySelector('mjx-merror')) {
              comment.textContent = `${count} formulas: ${comment.querySelector('mjx-merror')?.textContent ?? 'no error'}`;
            }
          };
          {{(_formulas.Length > 0 ? "ready.then(() => MathJax.typesetPromise([comment])).then(judge).catch(error => comment.textContent = error);" : "judge();")}}
        </script></body>
        """;

    private static string Address(string file) => new Uri(PlatformFiles.Require(file)).AbsoluteUri;
}
