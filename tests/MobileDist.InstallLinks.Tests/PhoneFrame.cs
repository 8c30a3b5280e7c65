namespace MobileDist.InstallLinks.Tests;

/// <summary>A phone's screen inside a browser's window, whose own width never goes below 500 pixels.</summary>
internal static class PhoneFrame
{
    public const int Width = 390;
    public const int Height = 844;

    public static string Around(string page) => $"<body style=\"margin:0\">{Of(page, 1000)}</body>";

    public static string Of(string page, int height = Height) =>
        $"<iframe style=\"border:0;flex:none;width:{Width}px;height:{height}px\" srcdoc=\"{page.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)}\"></iframe>";
}
