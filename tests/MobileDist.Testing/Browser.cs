using System.Globalization;
using System.Text.RegularExpressions;

namespace MobileDist.Testing;

/// <summary>Headless Chromium, each call with a profile of its own and without a word to the network.</summary>
public sealed partial class Browser
{
    private readonly Peer _chromium = Peer.Require("chromium", "chromium-browser", "google-chrome", "chrome");

    /// <summary>Where pictures for people to look at are kept: under the test output, out of the repository.</summary>
    public static string Gallery { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <summary>Takes a picture of a page as a window of that size shows it, and returns its path.</summary>
    public string Screenshot(string html, string name, int width, int height, bool dark = false, double scale = 1)
    {
        var picture = Path.Combine(Gallery, name + ".png");
        File.Delete(picture);
        Run(html, dark, "--screenshot=" + picture, Size(width, height), string.Create(CultureInfo.InvariantCulture, $"--force-device-scale-factor={scale}"));
        Assert.That(File.Exists(picture), $"Chromium made no picture '{picture}'.");
        return picture;
    }

    /// <summary>Runs a JavaScript expression in a page of that size and returns its value as text.</summary>
    /// <remarks>The page's content security policy, if it has one, is taken out for this: the question is ours, not the page's.</remarks>
    public string Evaluate(string html, string expression, int width, int height, bool dark = false)
    {
        var open = Policy().Replace(html, "");
        var asking = open.Replace(
            "</body>",
            $"<script>addEventListener('load',()=>{{const a=document.createElement('pre');a.id='answer';a.hidden=true;a.textContent=String({expression});document.body.append(a)}})</script></body>",
            StringComparison.Ordinal);
        var dom = Run(asking, dark, "--dump-dom", Size(width, height));
        var answer = Answer().Match(dom);
        Assert.That(answer.Success, dom);
        return System.Net.WebUtility.HtmlDecode(answer.Groups[1].Value);
    }

    private string Run(string html, bool dark, params string[] what)
    {
        using var folder = new TestFolder();
        var page = folder.Write("page.html", html);
        string[] always =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--disable-extensions",
            "--no-first-run", "--hide-scrollbars", "--run-all-compositor-stages-before-draw", "--virtual-time-budget=2000", "--allow-file-access-from-files", "--user-data-dir=" + folder.Combine("profile"),
            "--blink-settings=preferredColorScheme=" + (dark ? "0" : "1"),
        ];
        return _chromium.Run([.. always, .. what, new Uri(page).AbsoluteUri]).Succeeded();
    }

    private static string Size(int width, int height) => string.Create(CultureInfo.InvariantCulture, $"--window-size={width},{height}");

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>")]
    private static partial Regex Policy();

    [GeneratedRegex("<pre id=\"answer\" hidden=\"\">(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
