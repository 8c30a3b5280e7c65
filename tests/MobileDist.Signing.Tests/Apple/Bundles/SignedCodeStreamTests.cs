using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>Signed code goes to the disk without what it has in common with the unsigned file, and comes back whole.</summary>
public sealed class SignedCodeStreamTests
{
    private const int Length = 40_000;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(0, 0)]
    [TestCase(0, 39_000)]
    [TestCase(1, 1)]
    [TestCase(4_000, 30_000)]
    [TestCase(12_345, 27_655)]
    public void Read_WhenWrittenInPiecesOfAnySize_GivesTheSignedFile(int offset, int length)
    {
        var random = new Random(offset + length);
        var (unsigned, signed) = (new byte[Length + 5_000], new byte[Length]);
        random.NextBytes(unsigned);
        random.NextBytes(signed);
        unsigned.AsSpan(offset, length).CopyTo(signed.AsSpan(offset));
        var code = new CodeFile(_folder.Write("unsigned", unsigned), _folder.Combine("signed"));
        FileDigest? digest;
        using (var stream = new SignedCodeStream(code.SignedPath, isDigested: true))
        {
            stream.Keep(new MachORange(offset, length));
            for (var at = 0; at < Length;)
            {
                var count = Math.Min(random.Next(1, 9_000), Length - at);
                stream.Write(signed.AsSpan(at, count));
                at += count;
            }

            (digest, code.Crc32, code.Kept) = (stream.Digest(), stream.Crc32, stream.Kept);
        }

        using var reader = new SignedCodeReader(code, "Kit");
        var read = new byte[Length];
        reader.Read(0, read);

        Assert.That(reader.Length, Is.EqualTo(Length));
        Assert.That(read, Is.EqualTo(signed));
        Assert.That(new FileInfo(code.SignedPath).Length, Is.EqualTo(Length - length));
        Assert.That(code.Crc32, Is.EqualTo(ZipChecksum.Crc32(signed)));
        Assert.That(digest!.Sha256, Is.EqualTo(FileDigest.Of(signed).Sha256));
        for (var i = 0; i < 200; i++)
        {
            var from = random.Next(Length);
            var part = new byte[random.Next(Length - from)];
            reader.Read(from, part);
            Assert.That(part, Is.EqualTo(signed[from..(from + part.Length)]), $"{part.Length} bytes at {from}");
        }
    }

    [Test]
    public void Read_WhenTheUnsignedFileBecameShorter_Fails()
    {
        var code = new CodeFile(_folder.Write("unsigned", new byte[100]), _folder.Write("signed", new byte[20])) { Kept = new MachORange(10, 300) };
        using var reader = new SignedCodeReader(code, "Kit");

        Assert.That(() => reader.Read(0, new byte[320]), Throws.InstanceOf<IOException>().With.Message.EqualTo("'Kit' became shorter while it was packed."));
    }
}
