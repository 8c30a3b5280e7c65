using MobileDist.Packages.Android;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

public sealed class IconTests
{
    private const uint Icon = 0x7f020000;
    private const uint Round = 0x7f020001;
    private const uint Foreground = 0x7f030000;
    private const uint Background = 0x7f030001;

    [Test]
    public void Read_WhenThereAreManyDensities_TakesTheSharpestUpTo640()
    {
        var info = Apk(new CompiledTable()
            .Text(Icon, "m.png", Density(160)).Text(Icon, "xxx.png", Density(640)).Text(Icon, "tv.png", Density(213)).Text(Icon, "huge.png", Density(1280)).Text(Icon, "any.png"))
            .With("m.png", Png(1)).With("xxx.png", Png(2)).With("tv.png", Png(3)).With("huge.png", Png(4)).With("any.png", Png(5)).Read();

        Assert.That(info.Icon, Is.Not.Null);
        Assert.That((info.Icon!.EntryName, info.Icon.MediaType), Is.EqualTo(("xxx.png", "image/png")));
        Assert.That(info.Icon.Bytes, Is.EqualTo(Png(2)));
    }

    [Test]
    public void Read_WhenAllAreSharperThan640_TakesTheNearest() => Assert.That(
        IconOf(new CompiledTable().Text(Icon, "a.png", Density(1280)).Text(Icon, "b.png", Density(800)), "a.png", "b.png"), Is.EqualTo("b.png"));

    [TestCase(0xfffe)]
    [TestCase(0xffff)]
    public void Read_WhenOneNamesNoDensity_PrefersOneThatDoes(int density) => Assert.That(
        IconOf(new CompiledTable().Text(Icon, "any.png", Density(density)).Text(Icon, "m.png", Density(160)), "any.png", "m.png"), Is.EqualTo("m.png"));

    [Test]
    public void Read_WhenOneIsForTheNight_PrefersTheOrdinary() => Assert.That(
        IconOf(new CompiledTable().Text(Icon, "land.png", new TableConfig(Density: 640, Orientation: 2)).Text(Icon, "plain.png", Density(160)), "land.png", "plain.png"),
        Is.EqualTo("plain.png"));

    [Test]
    public void Read_WhenIconIsWebP_TellsByItsContent()
    {
        var info = Apk(new CompiledTable().Text(Icon, "res/aB", Density(480))).With("res/aB", [.. "RIFF"u8, 20, 0, 0, 0, .. "WEBPVP8 "u8, .. new byte[8]]).Read();

        Assert.That((info.Icon?.EntryName, info.Icon?.MediaType), Is.EqualTo(("res/aB", "image/webp")));
    }

    [Test]
    public void Read_WhenIconIsAdaptive_TakesTheRasterOfAnotherDensity() => Assert.That(
        IconOf(new CompiledTable().Text(Icon, "adaptive.xml", new TableConfig(Density: 0xfffe, Sdk: 26)).Text(Icon, "h.png", Density(240)), "h.png"), Is.EqualTo("h.png"));

    [Test]
    public void Read_WhenIconIsAdaptiveOnly_TakesTheRoundRaster()
    {
        var table = new CompiledTable().Text(Icon, "adaptive.xml", new TableConfig(Density: 0xfffe, Sdk: 26)).Text(Round, "round.png", Density(320));

        Assert.That(Apk(table).With("adaptive.xml", Adaptive()).With("round.png", Png(1)).Read().Icon?.EntryName, Is.EqualTo("round.png"));
    }

    [Test]
    public void Read_WhenIconIsAdaptiveOnly_TakesItsForeground()
    {
        var table = new CompiledTable().Text(Icon, "adaptive.xml", new TableConfig(Density: 0xfffe, Sdk: 26))
            .Text(Foreground, "fg-m.png", Density(160)).Text(Foreground, "fg-x.png", Density(320)).Text(Background, "bg.png", Density(640));

        var info = Apk(table).With("adaptive.xml", Adaptive()).With("fg-m.png", Png(1)).With("fg-x.png", Png(2)).With("bg.png", Png(3)).Read();

        Assert.That(info.Icon?.EntryName, Is.EqualTo("fg-x.png"));
    }

    [Test]
    public void Read_WhenForegroundIsAnInset_LooksInside()
    {
        var inset = new CompiledXml().Start("inset", XmlValue.Reference(AndroidAttribute.Drawable, 0x7f030007)).End("inset").ToArray();
        var table = new CompiledTable().Text(Icon, "adaptive.xml", new TableConfig(Density: 0xfffe)).Text(Foreground, "inset.xml").Text(0x7f030007, "deep.png", Density(320));

        Assert.That(Apk(table).With("adaptive.xml", Adaptive()).With("inset.xml", inset).With("deep.png", Png(1)).Read().Icon?.EntryName, Is.EqualTo("deep.png"));
    }

    [Test]
    public void Read_WhenDrawablesContainEachOther_Ends()
    {
        var loop = new CompiledXml().Start("inset", XmlValue.Reference(AndroidAttribute.Drawable, Icon)).End("inset").ToArray();

        Assert.That(Apk(new CompiledTable().Text(Icon, "loop.xml")).With("loop.xml", loop).Read().Icon, Is.Null);
    }

    [Test]
    public void Read_WhenIconIsDrawnInVectorsOnly_HasNone()
    {
        var vector = new CompiledXml().Start("vector").End("vector").ToArray();

        Assert.That(Apk(new CompiledTable().Text(Icon, "adaptive.xml").Text(Foreground, "v.xml")).With("adaptive.xml", Adaptive()).With("v.xml", vector).Read().Icon, Is.Null);
    }

    [Test]
    public void Read_WhenDrawableIsBroken_ShowsTheAppWithoutIcon() =>
        Assert.That(Apk(new CompiledTable().Text(Icon, "adaptive.xml")).With("adaptive.xml", Adaptive()[..^9]).Read().Icon, Is.Null);

    [Test]
    public void Read_WhenIconFileIsMissing_TakesTheNextBest() => Assert.That(
        IconOf(new CompiledTable().Text(Icon, "gone.png", Density(640)).Text(Icon, "there.png", Density(160)), "there.png"), Is.EqualTo("there.png"));

    [Test]
    public void Read_WhenIconFileIsTooLarge_TakesTheNextBest()
    {
        byte[] large = [.. Png(1), .. new byte[IconFinder.LargestIcon]];

        Assert.That(Apk(new CompiledTable().Text(Icon, "large.png", Density(640)).Text(Icon, "small.png", Density(160))).With("large.png", large).With("small.png", Png(1)).Read().Icon?.EntryName, Is.EqualTo("small.png"));
    }

    [Test]
    public void Read_WhenIconIsAnAlias_FollowsIt() => Assert.That(
        IconOf(new CompiledTable().Reference(Icon, Foreground).Text(Foreground, "real.png", Density(320)), "real.png"), Is.EqualTo("real.png"));

    [Test]
    public void Read_WhenIconIsADamagedEntry_SaysSo()
    {
        var bytes = Apk(new CompiledTable().Text(Icon, "a.png")).With("a.png", Png(9)).ToArray();
        var at = bytes.AsSpan().IndexOf(Png(9));
        bytes[at + 20] ^= 1;
        using var folder = new TestFolder();
        var path = folder.Write("test.apk", bytes);

        Assert.That(() => PackageReader.Read(path), Throws.TypeOf<DistributionException>().With.Message.Contains("entry 'a.png' of 'test.apk' is damaged"));
    }

    private static string? IconOf(CompiledTable table, params string[] files) => files.Aggregate(Apk(table), (apk, file) => apk.With(file, Png(1))).Read().Icon?.EntryName;

    private static TestApk Apk(CompiledTable table) => new TestApk().With(table).With(new CompiledXml().Start("manifest", XmlValue.Plain("package", "com.example.app"))
        .Start("application", XmlValue.Reference(AndroidAttribute.Icon, Icon), XmlValue.Reference(AndroidAttribute.RoundIcon, Round)).End("application").End("manifest"));

    private static byte[] Adaptive() => new CompiledXml().Start("adaptive-icon")
        .Start("background", XmlValue.Reference(AndroidAttribute.Drawable, Background)).End("background")
        .Start("foreground", XmlValue.Reference(AndroidAttribute.Drawable, Foreground)).End("foreground")
        .Start("monochrome", XmlValue.Reference(AndroidAttribute.Drawable, Background)).End("monochrome")
        .End("adaptive-icon").ToArray();

    private static TableConfig Density(int density) => new(Density: density);

    private static byte[] Png(byte content) => [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. Enumerable.Repeat(content, 30)];
}
