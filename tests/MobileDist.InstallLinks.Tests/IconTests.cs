using System.Globalization;
using System.Security.Cryptography;
using MobileDist.Packages;
using MobileDist.Testing;

namespace MobileDist.InstallLinks.Tests;

public sealed class IconTests
{
    // A browser's own reading of each picture, put on white.
    private const string Pixels =
        """
        [...document.images].map(image => {
          const canvas = document.createElement('canvas'); canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
          const context = canvas.getContext('2d'); context.fillStyle = '#fff'; context.fillRect(0, 0, canvas.width, canvas.height); context.drawImage(image, 0, 0);
          return [...context.getImageData(0, 0, canvas.width, canvas.height).data].filter((_, at) => at % 4 < 3).join(',');
        }).join(';')
        """;

    private static IEnumerable<(int Color, int Depth)> Forms => PngForms.All;

    [Test, Category("Peer")]
    public void Read_WhateverTheForm_SeesWhatABrowserSees()
    {
        var random = new Random(3);
        var files = PngForms.All.SelectMany(form => new[] { false, true }.Where(clear => !clear || form.Color is 0 or 2 or 3)
            .Select(clear => PngForms.Random(13, 11, form.Color, form.Depth, random, clear))).ToArray();

        var seen = Ask(files);

        Assert.That(seen, Has.Length.EqualTo(files.Length));
        for (var at = 0; at < files.Length; at++)
        {
            var ours = PngReader.Read(files[at])!;
            // Browsers keep colours multiplied by their alpha, which costs them the last bit.
            Assert.That(ours.Rgb.Zip(seen[at], (one, other) => Math.Abs(one - other)).Max(), Is.LessThanOrEqualTo(1), $"picture {at}");
        }
    }

    [Test, Category("Peer")]
    public void Write_WhenReadByABrowser_IsTheSamePicture()
    {
        var random = new Random(4);
        Raster[] pictures = [Noise(57, 57, random), Noise(1, 1, random), Noise(3, 200, random), LetterTile.Draw("S", 57), new(5, 5, new byte[75])];

        var seen = Ask([.. pictures.Select(PngWriter.Write)]);

        Assert.That(seen, Is.EqualTo(pictures.Select(picture => picture.Rgb)));
    }

    [TestCaseSource(nameof(Forms))]
    public void Read_WhenInterlaced_HasNone((int Color, int Depth) form) =>
        Assert.That(PngReader.Read(PngForms.Random(8, 8, form.Color, form.Depth, new Random(1), interlace: 1)), Is.Null);

    [Test]
    public void Read_WhenItIsNoPictureOfOurs_HasNone()
    {
        var good = PngForms.Random(8, 8, 2, 8, new Random(1));
        byte[] rows = [.. Enumerable.Repeat((byte)9, 8 * 25)];

        Assert.That(PngReader.Read(good), Is.Not.Null);
        Assert.That(PngReader.Read([]), Is.Null);
        Assert.That(PngReader.Read("GIF89a"u8), Is.Null);
        Assert.That(PngReader.Read(good.AsSpan(0, good.Length - 12)), Is.Null, "no end");
        Assert.That(PngReader.Read(good.AsSpan(0, 60)), Is.Null, "cut off");
        Assert.That(PngReader.Read(PngForms.File(8, 8, 2, 8, 0, rows)), Is.Null, "no such filter");
        Assert.That(PngReader.Read(PngForms.File(8, 8, 2, 8, 0, new byte[8 * 24])), Is.Null, "pixels missing");
        Assert.That(PngReader.Read(PngForms.File(8, 8, 2, 4, 0, new byte[8 * 25])), Is.Null, "no such depth");
        Assert.That(PngReader.Read(PngForms.File(8, 8, 5, 8, 0, new byte[8 * 25])), Is.Null, "no such colour type");
        Assert.That(PngReader.Read(PngForms.File(0, 8, 2, 8, 0, [])), Is.Null, "no width");
        Assert.That(PngReader.Read(PngForms.File(2049, 1, 0, 8, 0, new byte[2050])), Is.Null, "too wide");
        Assert.That(PngReader.Read(PngForms.File(8, 8, 2, 8, 0, new byte[8 * 25], ("CgBI", [0, 0, 0, 0]))), Is.Null, "a chunk that one must know");
        Assert.That(PngReader.Read(PngForms.Chunks([("IEND", [])])), Is.Null, "no header");
    }

    [Test]
    public void Read_WhenPixelsAreABomb_TakesNoMoreThanThePicture()
    {
        var bomb = PngForms.File(4, 4, 0, 1, 0, new byte[64 * 1024 * 1024]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(PngReader.Read(bomb), Is.Not.Null);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * 1024 * 1024));
    }

    [Test]
    public void Read_WhenBytesAreFlipped_NeverThrows()
    {
        var random = new Random(9);
        var files = PngForms.All.Select(form => PngForms.Random(9, 7, form.Color, form.Depth, random, form.Color == 3)).ToArray();
        for (var round = 0; round < 6_000; round++)
        {
            var broken = Mutation.Of(files[round % files.Length], random);
            var picture = PngReader.Read(broken);
            Assert.That(picture is null || picture.Rgb.Length == picture.Width * picture.Height * 3);
        }
    }

    [TestCase(1), TestCase(57), TestCase(120), TestCase(512), TestCase(1024)]
    public void ToSquare_WhenThePictureIsFlat_StaysFlat(int from)
    {
        var flat = new Raster(from, from, [.. Enumerable.Range(0, from * from * 3).Select(at => (byte)(new[] { 10, 128, 250 })[at % 3])]);

        foreach (var side in new[] { 57, 512 })
        {
            Assert.That(Resampling.ToSquare(flat, side).Rgb.Where((value, at) => value != (new[] { 10, 128, 250 })[at % 3]), Is.Empty);
        }
    }

    [Test]
    public void ToSquare_WhenItShrinks_MixesLightAndNotNumbers()
    {
        var board = new Raster(512, 512, [.. Enumerable.Range(0, 512 * 512 * 3).Select(at => (byte)((((at / 3) + (at / 3 / 512)) % 2) * 255))]);

        var mixed = Resampling.ToSquare(board, 57);

        // Half the light of white is 188, not 128.
        Assert.That(mixed.Rgb.Skip(57 * 3 * 5).Take(57 * 3 * 40).Average(value => (double)value), Is.EqualTo(188).Within(2));
    }

    [TestCase(300, 100), TestCase(100, 300)]
    public void ToSquare_WhenThePictureIsNoSquare_TakesItsMiddle(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var at = 0; at < width * height; at++)
        {
            var along = width > height ? at % width : at / width;
            rgb[at * 3] = (byte)(along is >= 100 and < 200 ? 255 : 0);
        }

        var square = Resampling.ToSquare(new Raster(width, height, rgb), 50);

        Assert.That(square.Rgb.Where((_, at) => at % 3 == 0).Average(value => (double)value), Is.EqualTo(255).Within(12));
    }

    [Test]
    public void ToSquare_WhenItGrows_KeepsEdgesInPlace()
    {
        var halves = new Raster(60, 60, [.. Enumerable.Range(0, 60 * 60 * 3).Select(at => (byte)(at / 3 % 60 < 30 ? 0 : 255))]);

        var large = Resampling.ToSquare(halves, 512);

        Assert.That(large.Rgb[(256 * 512 * 3) + (240 * 3)], Is.LessThan(20));
        Assert.That(large.Rgb[(256 * 512 * 3) + (272 * 3)], Is.GreaterThan(235));
    }

    [Test]
    public void Draw_WhateverTheLetter_IsAPictureOfItsOwn()
    {
        var tiles = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".Select(letter => LetterTile.Draw(letter.ToString(), 57)).Append(LetterTile.Draw("日本", 57)).ToArray();

        Assert.That(tiles.Select(tile => Convert.ToHexString(SHA256.HashData(tile.Rgb))), Is.Unique);
        foreach (var tile in tiles)
        {
            Assert.That(tile.Rgb.Take(3), Is.EqualTo(new byte[] { 0x0b, 0x57, 0xd0 }), "the ground");
            Assert.That(tile.Rgb.Count(value => value == 255), Is.InRange(57 * 57 * 3 / 40, 57 * 57 * 3 / 5), "the ink");
        }
    }

    [TestCase("sample", "S")]
    [TestCase("  ‘9 lives’", "9")]
    [TestCase("", "日")]
    [TestCase("öl", "日")]
    public void Draw_WhenNameBeginsOddly_TakesTheFirstLetterThatItHas(string name, string same) =>
        Assert.That(LetterTile.Draw(name, 57).Rgb, Is.EqualTo(LetterTile.Draw(same, 57).Rgb));

    [Test]
    public void Of_WhenPackageHasAnIcon_BringsItToBothSizes()
    {
        var (display, full) = InstallIcons.Of(ApplePages.Package());
        var (small, large) = (PngReader.Read(display)!, PngReader.Read(full)!);

        Assert.That((small.Width, small.Height, large.Width, large.Height), Is.EqualTo((57, 57, 512, 512)));
        Assert.That(large.Rgb.Skip((256 * 512 * 3) + (256 * 3)).Take(3), Is.All.EqualTo((byte)255), "the disc in the middle");
        Assert.That(small.Rgb.Take(3).ToArray()[0], Is.EqualTo(22).Within(3), "the ground");
        Assert.That(full, Has.Length.LessThan(60_000));
    }

    [TestCase("image/png"), TestCase("image/webp")]
    public void Of_WhenIconCannotBeRead_DrawsTheLetter(string mediaType)
    {
        var package = ApplePages.Package() with { Icon = new PackageIcon("icon", mediaType, [1, 2, 3]) };

        Assert.That(PngReader.Read(InstallIcons.Of(package).Display)!.Rgb, Is.EqualTo(LetterTile.Draw("S", 57).Rgb));
    }

    [Test, Category("Peer")]
    public void Draw_WhenAllAreSideBySide_CanBeLookedAt()
    {
        var tiles = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789日".Select(letter => Image(PngWriter.Write(LetterTile.Draw(letter.ToString(), 114))));
        var icons = InstallIcons.Of(ApplePages.Package());

        new Browser().Screenshot($"<body>{string.Concat(tiles)}{Image(icons.Display)}{Image(icons.Full)}</body>", "letter-tiles", 1000, 1200);
    }

    private static int[][] Ask(byte[][] files) =>
        [.. new Browser().Evaluate($"<body>{string.Concat(files.Select(Image))}</body>", Pixels, 800, 800)
            .Split(';').Select(picture => picture.Split(',').Select(value => int.Parse(value, CultureInfo.InvariantCulture)).ToArray())];

    private static string Image(byte[] file) => $"<img src=\"data:image/png;base64,{Convert.ToBase64String(file)}\">";

    private static Raster Noise(int width, int height, Random random)
    {
        var rgb = new byte[width * height * 3];
        random.NextBytes(rgb);
        return new Raster(width, height, rgb);
    }
}
