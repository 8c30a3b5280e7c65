using System.Buffers;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Zip;

public sealed class ZipRecordTests
{
    [Test]
    public void WriteEnd_WhenThereAreMoreEntriesThanSixteenBitsCount_IsZip64()
    {
        using var folder = new TestFolder();
        var (bytes, directory) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        for (var i = 0; i < 70_000; i++)
        {
            var record = new ZipRecord($"{i}") { Offset = bytes.WrittenCount, UnixMode = 0x81a4 };
            record.WriteLocalHeader(bytes.GetSpan(record.LocalHeaderLength));
            bytes.Advance(record.LocalHeaderLength);
            record.WriteCentralRecord(directory);
        }

        ZipRecord.WriteEnd(directory, 70_000, bytes.WrittenCount, directory.WrittenCount);
        using var package = ZipPackage.Open(folder.Write("many.zip", [.. bytes.WrittenSpan, .. directory.WrittenSpan]));

        Assert.That(package.IsZip64, Is.True);
        Assert.That(package.Entries, Has.Count.EqualTo(70_000));
        Assert.That(package.Entries[^1].UnixMode, Is.EqualTo(0x81a4));
    }

    [Test]
    public void Write_WhenSizesAndOffsetsPassFourGiB_IsReadBack()
    {
        const long Large = 5L << 30;
        using var folder = new TestFolder();
        var path = folder.Combine("large.zip");
        var first = new ZipRecord("large") { CompressedSize = Large, UncompressedSize = Large };
        var second = new ZipRecord("after ☕") { Offset = first.DataOffset + Large, CompressedSize = 3, UncompressedSize = 3, Crc32 = ZipChecksum.Crc32([1, 2, 3]) };
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            var directory = new ArrayBufferWriter<byte>();
            foreach (var record in (ZipRecord[])[first, second])
            {
                var header = new byte[record.LocalHeaderLength];
                record.WriteLocalHeader(header);
                RandomAccess.Write(file, header, record.Offset);
                record.WriteCentralRecord(directory);
            }

            // What lies between is a hole in the file, and takes no room.
            RandomAccess.Write(file, [1, 2, 3], second.DataOffset);
            var end = second.DataOffset + 3;
            ZipRecord.WriteEnd(directory, 2, end, directory.WrittenCount);
            RandomAccess.Write(file, directory.WrittenSpan, end);
        }

        using var package = ZipPackage.Open(path);
        Assert.That(package.Find("large")!.UncompressedSize, Is.EqualTo(Large));
        Assert.That(package.ReadAllBytes(package.Find("after ☕")!, 3), Is.EqualTo((byte[])[1, 2, 3]));
    }

    [TestCase("file", 0, 0x81a4)]
    [TestCase("folder/", 0, 0x41ed)]
    [TestCase("tool", 0x81ed, 0x81ed)]
    public void Directory_WhenNoModeIsGiven_LetsAllReadTheEntry(string name, int mode, int written)
    {
        using var folder = new TestFolder();
        var record = new ZipRecord(name) { UnixMode = mode, DosTime = ZipRecord.EarliestDosTime };
        var header = new byte[record.LocalHeaderLength];
        record.WriteLocalHeader(header);

        using var package = ZipPackage.Open(folder.Write("one.zip", [.. header, .. ZipRecord.Directory([record], header.Length).Span]));

        Assert.That((package.Entries[0].UnixMode, package.Entries[0].DosTime), Is.EqualTo((written, ZipRecord.DosTimeOf(DateTimeOffset.UnixEpoch))));
    }

    [TestCase("1970-01-01T00:00:00Z", "1980-01-01T00:00:00")]
    [TestCase("2026-11-22T12:34:57Z", "2026-11-22T12:34:56")]
    [TestCase("2200-01-01T00:00:00Z", "2107-12-31T23:59:58")]
    public void DosTimeOf_WhenTheMomentHasOne_IsIt(string moment, string expected)
    {
        var dos = ZipRecord.DosTimeOf(DateTimeOffset.Parse(moment));

        var (date, time) = (dos >> 16, dos & 0xffff);
        var read = new DateTime((int)(date >> 9) + 1980, (int)(date >> 5) & 15, (int)date & 31, (int)time >> 11, (int)(time >> 5) & 63, (int)(time & 31) * 2);
        Assert.That(read, Is.EqualTo(DateTime.Parse(expected)));
    }
}
