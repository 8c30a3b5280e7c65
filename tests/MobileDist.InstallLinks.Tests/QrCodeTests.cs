using System.Xml.Linq;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed class QrCodeTests
{
    private const string Short = "https://x.io/";
    private const string Medium = "https://builds.example.com/sample-android/site/";

    private static readonly string Long = "https://storage.example.com/acme/builds/pr-1042/3f9c1a7d5e8b42f0a6c4/index.html?sv=2026&sig=" + new string('a', 110);

    private static string[] Links => [Short, Medium, Long];

    [Test]
    public void For_WhenTextIsShort_GivesTheSmallestSymbol() => Assert.That(QrCode.For("HI").Size, Is.EqualTo(21));

    [Test]
    public void For_WhenLevelIsLow_IsNeverLargerThanMedium() =>
        Assert.That(QrCode.For(Long, QrErrorCorrection.Low).Size, Is.LessThan(QrCode.For(Long).Size));

    [Test]
    public void For_WhenTextIsTooLong_SaysHowLongItMayBe()
    {
        var error = Assert.Throws<DistributionException>(() => QrCode.For("https://example.com/" + new string('x', 3000)))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Does.Contain("3020 characters").And.Contain("2331"));
    }

    [Test]
    public void IsDark_OutsideTheSymbol_IsLight()
    {
        var code = QrCode.For(Short);

        Assert.That(code.IsDark(0, 0), "the finder pattern's corner");
        Assert.That(code.IsDark(-1, 0), Is.False);
        Assert.That(code.IsDark(code.Size, code.Size), Is.False);
    }

    [TestCaseSource(nameof(Links))]
    public void ToPng_Always_HasWholeModulesAndWhiteBorder(string link)
    {
        var code = QrCode.For(link);
        var png = code.ToPng();
        var width = (png[16] << 24) | (png[17] << 16) | (png[18] << 8) | png[19];

        Assert.That(png.AsSpan(0, 8).ToArray(), Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10 }));
        Assert.That(width, Is.GreaterThanOrEqualTo(480).And.LessThan(480 + code.Size + 8));
        Assert.That(width % (code.Size + 8), Is.Zero);
    }

    [Test]
    public void ToSvg_WhenTitleIsHostile_StaysOneElement()
    {
        var svg = XElement.Parse(QrCode.For(Short).ToSvg("</title><script>alert(1)</script> \u202E \0"));

        Assert.That(svg.Elements().Select(element => element.Name.LocalName), Is.EqualTo(new[] { "title", "rect", "path" }));
        Assert.That(svg.Elements().First().Value, Does.StartWith("</title><script>"));
        Assert.That((string?)svg.Attribute("role"), Is.EqualTo("img"));
    }

    [Test]
    public void ToTerminal_WhenNothingIsAvailable_IsPlainAscii() =>
        Assert.That(QrCode.For(Short).ToTerminal(default), Does.Match("^[# \n]+$"));

    [TestCaseSource(nameof(Links)), Category("Peer")]
    public void ToPng_Always_ReadsAsItsText(string link)
    {
        var reader = new QrReader();
        using var folder = new TestFolder();

        Assert.That(reader.Read(folder.Write("qr.png", QrCode.For(link).ToPng())), Is.EqualTo(link));
    }

    [TestCaseSource(nameof(Links)), Category("Peer")]
    public void ToSvg_OnADarkPage_ReadsAsItsText(string link)
    {
        var reader = new QrReader();
        var html = $"<body style=\"background:#000;margin:40px\"><div style=\"width:260px\">{QrCode.For(link).ToSvg("Code")}</div></body>";

        var picture = new Browser().Screenshot(html, $"qr-svg-{link.Length}", 400, 400, dark: true);

        Assert.That(reader.Read(picture), Is.EqualTo(link));
    }

    [Test, Combinatorial, Category("Peer")]
    public void ToTerminal_Always_ReadsAsItsText([ValueSource(nameof(Links))] string link, [Values] bool ansi, [Values] bool unicode)
    {
        var reader = new QrReader();
        using var folder = new TestFolder();
        var cells = TerminalPicture.Of(QrCode.For(link).ToTerminal(new TerminalCapabilities(ansi, unicode)));
        var picture = folder.Combine("terminal.pgm");

        QrReader.WritePicture(picture, cells, 4, 4);

        Assert.That(reader.Read(picture), Is.EqualTo(link));
    }
}
