namespace MobileDist.PullRequests;

/// <summary>
/// How the comment shows the QR code. Only forms that cameras were measured to read are here; block characters in a code
/// fence are not among them, because the line height of code cuts every row of modules off from the next.
/// </summary>
public abstract record QrRendering
{
    private QrRendering()
    {
    }

    /// <summary>Whether the form is drawn in the comment's own text and so costs thousands of characters.</summary>
    public bool IsInline => this is Blocks or Formula;

    /// <summary>No code, the link must do.</summary>
    public sealed record None : QrRendering;

    /// <summary>An image on a server that the platform's image proxy reaches; right in both themes.</summary>
    /// <param name="Address">https only.</param>
    public sealed record Image(string Address) : QrRendering;

    /// <summary>Full blocks in a keyboard element, whose lines touch each other. Dark on light: in a dark theme it is inverted, which some cameras refuse.</summary>
    public sealed record Blocks(QrModules Modules) : QrRendering;

    /// <summary>Black rules on a white square, set as a formula; right in both themes where the platform sets formulas with MathJax.</summary>
    public sealed record Formula(QrModules Modules) : QrRendering;
}
