using System.Security.Cryptography;
using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class UploadFileTests
{
    private const long Size = (5L << 20) + 4096;

    [Test]
    public void Write_WhenDoneTwice_GivesTheSameBytesAndTheirDigest()
    {
        using var folder = new TestFolder();
        var (first, second) = (folder.Combine("first.bin"), folder.Combine("second.bin"));

        var digest = UploadFile.Write(first, Size, 20);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(UploadFile.Write(second, Size, 20), Is.EqualTo(digest));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(first))), Is.EqualTo(digest));
            Assert.That(new FileInfo(second).Length, Is.EqualTo(Size));
            Assert.That(UploadFile.Write(folder.Combine("third.bin"), Size, 21), Is.Not.EqualTo(digest));
        }
    }

    [TestCase(0, 1 << 20)]
    [TestCase(1 << 20, 3 << 20)]
    [TestCase((5 << 20) + 1, 4095)]
    public void Cut_WhenInside_GivesThatStretch(long offset, long length)
    {
        using var folder = new TestFolder();
        var (whole, part) = (folder.Combine("whole.bin"), folder.Combine("part.bin"));
        UploadFile.Write(whole, Size, 20);

        UploadFile.Cut(whole, offset, length, part);

        Assert.That(File.ReadAllBytes(part), Is.EqualTo(File.ReadAllBytes(whole).AsSpan((int)offset, (int)length).ToArray()));
    }

    [Test]
    public void Cut_WhenBehindTheEnd_SaysSo()
    {
        using var folder = new TestFolder();
        var whole = folder.Combine("whole.bin");
        UploadFile.Write(whole, Size, 20);

        Assert.That(() => UploadFile.Cut(whole, Size - 1, 2, folder.Combine("part.bin")), Throws.InstanceOf<EndOfStreamException>());
    }
}
