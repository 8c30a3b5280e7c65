using System.IO.Compression;
using MobileDist.Packages.Apple.Png;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple.Png;

public sealed class CrushedPngTests
{
    private const int Side = 20;
    private static readonly byte[] Picture = MakePicture();

    [TestCase(6, 1)]
    [TestCase(6, 5)]
    [TestCase(2, 1)]
    public void ToPng_WhenFileIsCrushed_HasThePixelsThatWentIn(int colourType, int pieces)
    {
        var png = CrushedPng.ToPng(new CrushedPngBytes(Side, Side, Picture) { ColourType = (byte)colourType, Pieces = pieces }.ToArray())!;

        var pixels = Pixels(png, colourType == 2 ? 3 : 4);
        for (var i = 0; i < Side * Side; i++)
        {
            var before = Picture.AsSpan(i * 4, 4);
            var after = pixels.AsSpan(i * (colourType == 2 ? 3 : 4));
            var alpha = colourType == 2 ? 255 : before[3];
            Assert.That(alpha, Is.EqualTo(colourType == 2 ? 255 : after[3]));

            // What multiplication by a small alpha lost, nobody gets back.
            var lost = alpha == 0 ? 255 : (128 / alpha) + 1;
            for (var colour = 0; colour < 3; colour++)
            {
                Assert.That((int)after[colour], Is.EqualTo((int)before[colour]).Within(alpha == 255 ? 0 : lost), $"pixel {i}, alpha {alpha}");
            }
        }
    }

    [Test]
    public void ToPng_WhenFileCannotBeShown_IsNull()
    {
        var picture = new CrushedPngBytes(Side, Side, Picture);
        var whole = picture.ToArray();

        Assert.That(CrushedPng.ToPng(whole), Is.Not.Null);
        Assert.That(CrushedPng.ToPng((picture with { Interlaced = 1 }).ToArray()), Is.Null, "interlaced");
        Assert.That(CrushedPng.ToPng((picture with { BitDepth = 16 }).ToArray()), Is.Null, "depth");
        Assert.That(CrushedPng.ToPng((picture with { ColourType = 3 }).ToArray()), Is.Null, "palette");
        Assert.That(CrushedPng.ToPng((picture with { Filter = 5 }).ToArray()), Is.Null, "filter");
        Assert.That(CrushedPng.ToPng((picture with { ClaimedWidth = Side + 1 }).ToArray()), Is.Null, "more pixels than data");
        Assert.That(CrushedPng.ToPng((picture with { ClaimedWidth = 0 }).ToArray()), Is.Null, "no pixels");
        Assert.That(CrushedPng.ToPng((picture with { ClaimedWidth = int.MaxValue }).ToArray()), Is.Null, "too many pixels");
        Assert.That(CrushedPng.ToPng(whole.AsSpan(0, whole.Length - 80)), Is.Null, "cut off");
        Assert.That(CrushedPng.ToPng([]), Is.Null, "nothing");
    }

    [Test]
    public void ToPng_WhenBytesAreBroken_NeverThrows()
    {
        var whole = new CrushedPngBytes(Side, Side, Picture).ToArray();
        var random = new Random(21);
        var shown = 0;
        for (var round = 0; round < 4000; round++)
        {
            var bytes = Mutation.Of(whole, random);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            shown += CrushedPng.ToPng(bytes) is null ? 0 : 1;
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(64L << 20), $"round {round}");
        }

        Assert.That(shown, Is.InRange(100, 3900), "both outcomes occur");
    }

    [Test]
    [Category("Peer")]
    public void ToPng_WhenPythonReadsTheFile_FindsChunksAndPixelsInOrder()
    {
        const string Script = "import sys,zlib,struct\nd=open(sys.argv[1],'rb').read();assert d[:8]==b'\\x89PNG\\r\\n\\x1a\\n';i=8;z=b'';t=[]\nwhile i<len(d):\n n,=struct.unpack('>I',d[i:i+4]);k=d[i+4:i+8];c=d[i+8:i+8+n];assert struct.unpack('>I',d[i+8+n:i+12+n])[0]==zlib.crc32(k+c);t.append(k.decode());i+=12+n;z+=c if k==b'IDAT' else b''\nprint(' '.join(t),len(zlib.decompress(z)))";
        using var folder = new TestFolder();
        var path = folder.Write("icon.png", CrushedPng.ToPng(new CrushedPngBytes(Side, Side, Picture).ToArray()));

        var answer = Peer.Require("python3").Run("-c", Script, path).Succeeded().Trim();

        Assert.That(answer, Is.EqualTo($"IHDR IDAT IEND {Side * ((4 * Side) + 1)}"));
    }

    [Test]
    public void Read_WhenBundleHasIcons_TakesTheLargestAndMakesItNormal()
    {
        var small = new CrushedPngBytes(10, 10, Picture).ToArray();
        var large = new CrushedPngBytes(Side, Side, Picture).ToArray();
        var icons = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["CFBundlePrimaryIcon"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["CFBundleIconFiles"] = (string[])["Brand60x60"] },
        };
        var icon = Icon(new SampleIpa(new SignedMachO().ToArray())
            .WithInfo("CFBundleIcons", icons)
            .With("Brand60x60@2x.png", small)
            .With("Brand60x60@3x.png", large)
            .With("Brand60x60@4x.png", [.. PngHead.Signature, 0])
            .With("Inner/Brand60x60@5x.png", large)
            .With("Brandnew.png", large))!;

        Assert.That(icon.EntryName, Is.EqualTo("Payload/Demo.app/Brand60x60@3x.png"));
        Assert.That(icon.MediaType, Is.EqualTo("image/png"));
        Assert.That(icon.Bytes, Is.EqualTo(CrushedPng.ToPng(large)));
    }

    [Test]
    public void Read_WhenLargestIconIsBroken_TakesTheNext()
    {
        var broken = (new CrushedPngBytes(Side, Side, Picture) with { Filter = 9 }).ToArray();
        var sound = CrushedPng.ToPng(new CrushedPngBytes(10, 10, Picture).ToArray())!;

        var icon = Icon(new SampleIpa(new SignedMachO().ToArray()).With("AppIcon60x60@3x.png", broken).With("AppIcon60x60@2x.png", sound))!;

        Assert.That(icon.EntryName, Is.EqualTo("Payload/Demo.app/AppIcon60x60@2x.png"));
        Assert.That(icon.Bytes, Is.EqualTo(sound), "a normal PNG stays as it is");
    }

    private static PackageIcon? Icon(SampleIpa ipa)
    {
        using var folder = new TestFolder();
        return PackageReader.Read(ipa.WriteTo(folder.Combine("test.ipa"))).Icon;
    }

    private static byte[] MakePicture()
    {
        var picture = new byte[Side * Side * 4];
        new Random(3).NextBytes(picture);
        for (var i = 0; i < Side * Side; i++)
        {
            picture[(i * 4) + 3] = (i % 4) switch
            {
                0 => 255,
                1 => 0,
                2 => 128,
                _ => picture[(i * 4) + 3],
            };
        }

        return picture;
    }

    /// <summary>Rows without filters, as we write them, straight out of the chunks.</summary>
    private static byte[] Pixels(byte[] png, int bytesPerPixel)
    {
        ReadOnlySpan<byte> rest = png.AsSpan(8);
        using var packed = new MemoryStream();
        while (PngChunk.TryRead(ref rest, out var type, out var data))
        {
            if (type.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new byte[Side * Side * bytesPerPixel];
        for (var y = 0; y < Side; y++)
        {
            Assert.That(zlib.ReadByte(), Is.Zero);
            zlib.ReadExactly(pixels.AsSpan(y * Side * bytesPerPixel, Side * bytesPerPixel));
        }

        return pixels;
    }
}
