using System.IO.Compression;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>A packed stream that is taken up again in its middle: by another packer's eyes it is the new file, bit for bit.</summary>
public sealed class DeflateSpliceTests
{
    private const string Name = "code";
    private const int Window = 32 << 10;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(CompressionLevel.Optimal)]
    [TestCase(CompressionLevel.SmallestSize)]
    public void Find_WhenTheFileDiffersBeforeAndBehind_KeepsWhatLiesBetween(CompressionLevel level)
    {
        var openings = new HashSet<int>();
        for (var seed = 1; seed <= 24; seed++)
        {
            var random = new Random(seed);
            var content = Content(random, 700_000 + random.Next(900_000));
            var (from, to) = (random.Next(1, 60_000), content.Length - random.Next(1, 60_000));
            using var package = Pack(content, level);
            var splice = DeflateSplice.Find(package, package.Entries[0], from, to, CancellationToken.None);

            Assert.That(splice, Is.Not.Null, $"seed {seed}");
            Assert.That(splice!.Start, Is.GreaterThanOrEqualTo(from + Window));
            Assert.That(splice.End, Is.LessThanOrEqualTo(to));
            var other = Other(content, from, to, random);
            Assert.That(WrittenAndUnpacked(other, splice).AsSpan().SequenceEqual(other), Is.True, $"seed {seed}");
            openings.Add(splice.Opening.Length);
        }

        Assert.That(openings, Is.EquivalentTo((int[])[0, 2, 3, 4]), "every place in a byte that a block can begin at");
    }

    [Test]
    public void Find_WhenWhatLiesBeforeIsNotTheSame_TheContentShowsIt()
    {
        var content = Content(new Random(3), 900_000);
        using var package = Pack(content, CompressionLevel.Optimal);
        var splice = DeflateSplice.Find(package, package.Entries[0], 1, content.Length, CancellationToken.None)!;

        // What lies in the window before the stretch is not the same, against what was said.
        var other = content.ToArray();
        other.AsSpan((int)splice.Start - Window, Window).Clear();

        Assert.That(WrittenAndUnpacked(other, splice).AsSpan().SequenceEqual(other), Is.False);
    }

    [Test]
    public void Find_WhenLittleStays_PacksAllAnew()
    {
        var content = Content(new Random(1), 600_000);
        using var package = Pack(content, CompressionLevel.Optimal);

        Assert.That(DeflateSplice.Find(package, package.Entries[0], 400_000, 600_000, CancellationToken.None), Is.Null);
    }

    [Test]
    public void Find_WhenStored_PacksAllAnew()
    {
        using var package = Pack(Content(new Random(1), 600_000), CompressionLevel.NoCompression);

        Assert.That(DeflateSplice.Find(package, package.Entries[0], 0, 600_000, CancellationToken.None), Is.Null);
    }

    [Test]
    public void Skip_WhenBlocksAreOfEveryKindAndEmpty_StopsAtEachBetweenThem()
    {
        var stream = OddStream(new Random(5));
        using var package = Pack(stream);
        var blocks = new DeflateBlocks(package, package.Entries[0]);
        var found = new List<(long, long)>();
        while (blocks.Skip())
        {
            found.Add((blocks.PackedBits, blocks.Unpacked));
        }

        Assert.That(found, Is.EqualTo(stream.Places));
        Assert.That(found.Select(place => place.Item1 % 8).Distinct(), Is.EquivalentTo((long[])[0, 1, 2, 3, 4, 5, 6, 7]), "every place in a byte");
    }

    [Test]
    public void Find_WhenTheBoundsLieOnBlocksAndBesideThem_TakesTheNextInside()
    {
        var random = new Random(6);
        var stream = OddStream(random);
        using var package = Pack(stream);
        (long Bit, long Byte)[] places = [.. stream.Places];
        foreach (var first in places.Where(place => place.Byte is > Window and < 100_000).DistinctBy(place => place.Byte).Take(6))
        {
            foreach (var (from, to) in ((long, long)[])[(first.Byte - Window, places[^1].Byte), (first.Byte - Window + 1, places[^1].Byte), (first.Byte - Window - 1, places[^1].Byte - 1), (first.Byte - Window, places[^9].Byte)])
            {
                var splice = DeflateSplice.Find(package, package.Entries[0], from, to, CancellationToken.None)!;

                Assert.That(splice.Start, Is.EqualTo(places.First(place => place.Byte >= from + Window && place.Bit % 2 == 0).Byte));
                Assert.That(splice.End, Is.EqualTo(places.Last(place => place.Byte <= to).Byte));
                var other = Other([.. stream.Content], (int)from, (int)to, random);
                Assert.That(WrittenAndUnpacked(other, splice).AsSpan().SequenceEqual(other), Is.True, $"from {from} to {to}");
            }
        }
    }

    [Test]
    public void Find_WhenTheStreamIsBroken_EndsWithoutAnError()
    {
        var random = new Random(9);
        var content = Content(random, 400_000);
        var path = _folder.Combine("whole.zip");
        Pack(content, CompressionLevel.Optimal).Dispose();
        var whole = File.ReadAllBytes(path);
        long start;
        long length;
        using (var package = ZipPackage.Open(path))
        {
            (start, length) = (package.Entries[0].DataOffset, package.Entries[0].CompressedSize);
        }

        for (var i = 0; i < 400; i++)
        {
            var broken = whole.ToArray();
            for (var flips = random.Next(1, 30); flips > 0; flips--)
            {
                broken[start + random.NextInt64(length)] = (byte)random.Next(256);
            }

            using var package = ZipPackage.Open(_folder.Write("broken.zip", broken));
            var blocks = new DeflateBlocks(package, package.Entries[0]);
            while (blocks.Skip())
            {
                Assert.That(blocks.PackedBits, Is.LessThan(length * 8));
            }

            Assert.That(blocks.Unpacked, Is.LessThan(content.Length + (64L << 10) + 258));
        }
    }

    [Test]
    public void Skip_WhenEveryBlockIsTiny_GivesUp()
    {
        // Empty stored blocks and nothing else: five bytes each.
        var packed = new MemoryStream();
        for (var i = 0; i < 100_000; i++)
        {
            packed.Write([0, 0, 0, 0xff, 0xff]);
        }

        packed.Write([1, 0, 0, 0xff, 0xff]);
        var zip = new RawZip();
        zip.Add(new RawZipEntry(Name, packed.ToArray()) { ClaimedMethod = 8, LocalMethod = 8, ClaimedUncompressed = 1000, LocalUncompressed = 1000 });
        using var package = ZipPackage.Open(zip.WriteTo(_folder.Combine("tiny.zip")));
        var blocks = new DeflateBlocks(package, package.Entries[0]);
        var count = 0;
        while (blocks.Skip())
        {
            count++;
        }

        Assert.That(count, Is.InRange(10, 1000));
    }

    // Stored, fixed and empty blocks in any order, a stored one of the greatest length among them; what inflates it confirms the content.
    private static DeflateBlockWriter OddStream(Random random)
    {
        var stream = new DeflateBlockWriter();
        stream.Stored(new byte[ushort.MaxValue]);
        for (var i = 0; i < 600; i++)
        {
            var content = new byte[random.Next(1, 2000)];
            random.NextBytes(content);
            switch (random.Next(5))
            {
                case 0:
                    stream.Stored([]);
                    break;
                case 1:
                    stream.Fixed([]);
                    break;
                case 2:
                    stream.Stored(content);
                    break;
                default:
                    stream.Fixed(content);
                    break;
            }
        }

        stream.End();
        using var inflated = new DeflateStream(new MemoryStream(stream.ToArray()), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        inflated.CopyTo(unpacked);
        Assert.That(unpacked.ToArray().AsSpan().SequenceEqual(stream.Content.ToArray()), Is.True);
        return stream;
    }

    // Noise, which becomes stored blocks, text, and stretches of one byte.
    private static byte[] Content(Random random, int length)
    {
        var content = new byte[length];
        for (var at = 0; at < length;)
        {
            var part = content.AsSpan(at, Math.Min(length - at, random.Next(1, 60_000)));
            switch (random.Next(4))
            {
                case 0:
                    random.NextBytes(part);
                    break;
                case 1:
                    part.Fill((byte)random.Next(256));
                    break;
                default:
                    for (var i = 0; i < part.Length; i++)
                    {
                        part[i] = (byte)(i % 7 == 0 ? random.Next(256) : "mach-o code"[random.Next(11)]);
                    }

                    break;
            }

            at += part.Length;
        }

        return content;
    }

    private static byte[] Other(byte[] content, int from, int to, Random random)
    {
        var tail = new byte[random.Next(1, 30_000)];
        random.NextBytes(tail);
        byte[] other = [.. content.AsSpan(0, to), .. tail];
        random.NextBytes(other.AsSpan(0, from));
        return other;
    }

    private ZipPackage Pack(byte[] content, CompressionLevel level)
    {
        var path = _folder.Combine("whole.zip");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry(Name, level).Open();
            stream.Write(content);
        }

        return ZipPackage.Open(path);
    }

    private ZipPackage Pack(DeflateBlockWriter stream)
    {
        var size = (uint)stream.Content.Count;
        var zip = new RawZip();
        zip.Add(new RawZipEntry(Name, stream.ToArray()) { ClaimedMethod = 8, LocalMethod = 8, ClaimedUncompressed = size, LocalUncompressed = size });
        return ZipPackage.Open(zip.WriteTo(_folder.Combine("odd.zip")));
    }

    private byte[] WrittenAndUnpacked(byte[] content, DeflateSplice splice)
    {
        var path = _folder.Combine("written");
        File.Delete(path);
        var code = new CodeFile(_folder.Combine("unsigned"), _folder.Write("content", content)) { Crc32 = ZipChecksum.Crc32(content) };
        using var entry = new ChangedEntry(Name, 0x81ed, code, splice);
        ZipRecord[] records;
        using (var output = PackageOutputFile.Create(path, 0))
        {
            (records, var end) = new ChangedEntryWriter(output, 0).Write([entry], 0, _ => { }, CancellationToken.None);
            Assert.That(end, Is.EqualTo(records[0].DataOffset + records[0].CompressedSize));
        }

        using var file = File.OpenRead(path);
        file.Position = records[0].DataOffset;
        using var inflated = new DeflateStream(file, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        inflated.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
