using System.Text;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Zip;

public sealed class HostileZipTests
{
    private TestFolder _folder = null!;

    private static IEnumerable<TestCaseData> BrokenFiles()
    {
        var good = new RawZip().Add("a.txt", "some text", deflated: true).Add("b.txt", "more text").ToArray();
        var descriptor = new RawZip().Add(new RawZipEntry("a", [1, 2, 3]) { Descriptor = true }).ToArray();

        yield return Case("Empty", [], "'test.zip' is empty");
        yield return Case("NotZip", Encoding.ASCII.GetBytes("<html>404 Not Found</html>, and so on for a while"), "is no zip file");
        yield return Case("Short", "PK"u8.ToArray(), "is no zip file");
        yield return Case("CutInTheMiddle", good[..50], "is cut off");
        yield return Case("CutByOne", good[..^1], "is cut off");
        yield return Case("CutAtTheFront", good[1..], "central directory");
        yield return Case("GrownAtTheFront", [0, .. good], "central directory");
        yield return Case("NoEntries", new RawZip(), "without any entry");
        yield return Case("NoEntriesClaimed", new RawZip { ClaimedCount = 0 }.Add("a", "b"), "claims '0' entries, but its central directory holds '1'");
        yield return Case("TooFewClaimed", new RawZip { ClaimedCount = 1 }.Add("a", "b").Add("c", "d"), "claims '1' entries, but its central directory holds '2'");
        yield return Case("TooManyClaimed", new RawZip { ClaimedCount = 3 }.Add("a", "b").Add("c", "d"), "claims '3' entries, but its central directory holds '2'");
        yield return Case("MostClaimed", new RawZip { ClaimedCount = 65535 }.Add("a", "b").Add("c", "d"), "claims '65535' entries, but its central directory holds '2'");
        yield return Case("MultiDisk", new RawZip { Disk = 1 }.Add("a", "b"), "split over several disks");
        yield return Case("DirectoryOverTheEnd", new RawZip { ClaimedDirectorySize = 0x10000 }.Add("a", "b"), "central directory is at");
        yield return Case("DirectoryFarAway", new RawZip { ClaimedDirectoryOffset = 0xfffffff0 }.Add("a", "b"), "central directory is at '4294967280'");
        yield return Case("DirectoryMaximum", new RawZip { ClaimedDirectoryOffset = uint.MaxValue }.Add("a", "b"), "broken ZIP64 directory");
        yield return Case("GapAfterDirectory", new RawZip { AfterDirectory = new byte[7] }.Add("a", "b"), "does not end where the end record begins");
        yield return Case("Zip64Contradiction", new RawZip { Zip64 = true, ClaimedCount = 2 }.Add("a", "b"), "it contradicts the end record");
        yield return Case("Duplicate", new RawZip().Add("classes.dex", "x").Add("other", "y").Add("classes.dex", "z"), "two entries named 'classes.dex'");
        yield return Case("Traversal", new RawZip().Add("a/../../b", "x"), "'a/../../b' of 'test.zip' leads out of the package");
        yield return Case("TraversalWhole", new RawZip().Add("..", "x"), "leads out of the package");
        yield return Case("Absolute", new RawZip().Add("/etc/passwd", "x"), "is an absolute path");
        yield return Case("Drive", new RawZip().Add("C:evil", "x"), "is an absolute path");
        yield return Case("Backslash", new RawZip().Add("a\\..\\b", "x"), "holds a backslash");
        yield return Case("LineBreakInName", new RawZip().Add("a\r\nName: b", "x"), "'a??Name: b' of 'test.zip' holds a control character");
        yield return Case("NulInName", new RawZip().Add("a\0b", "x"), "holds a control character");
        yield return Case("EmptyName", new RawZip().Add("", "x"), "has no name");
        yield return Case("BadUtf8", new RawZip().Add(new RawZipEntry("", [1]) { RawName = [0xff, 0xfe], ExtraFlags = 0x800 }), "says that it is UTF-8");
        yield return Case("Encrypted", new RawZip().Add(new RawZipEntry("a", [1]) { ExtraFlags = 1 }), "is encrypted");
        yield return Case("Method", new RawZip().Add(new RawZipEntry("a", [1]) { ClaimedMethod = 14 }), "compression method '14'");
        yield return Case("HugeClaim", new RawZip().Add(new RawZipEntry("a", [1]) { ClaimedCompressed = uint.MaxValue, ClaimedUncompressed = uint.MaxValue }), "claims 4 GiB or more");
        yield return Case("AlmostHugeClaim", new RawZip().Add(new RawZipEntry("a", [1]) { ClaimedCompressed = 0xfffffffe, ClaimedUncompressed = 0xfffffffe }), "runs over the end of the entries");
        yield return Case("StoredSizes", new RawZip().Add(new RawZipEntry("a", [1]) { ClaimedUncompressed = 2 }), "claims '1' bytes in the file and '2' bytes unpacked");
        yield return Case("ImpossibleRatio", new RawZip().Add(new RawZipEntry("a", [1]) { Deflated = true, ClaimedUncompressed = 1 << 30 }), "more than deflate can do");
        yield return Case("Bomb", new RawZip().Add(new RawZipEntry("a", new byte[70 << 20]) { Deflated = true }), "at most '200' to 1 is taken");
        yield return Case("DirectoryWithData", new RawZip().Add("folder/", "x"), "is a folder, but claims '1' bytes");
        yield return Case("OffsetOverTheEnd", new RawZip().Add(new RawZipEntry("a", [1]) { ClaimedOffset = 1000 }), "runs over the end of the entries");
        yield return Case("OffsetAtNothing", new RawZip().Add("x", "y").Add(new RawZipEntry("a", [1]) { ClaimedOffset = 3 }), "no local header", "overlap");
        yield return Case("SameLocalHeader", new RawZip().Add("a", "b").Add(new RawZipEntry("a2", [1]) { ClaimedOffset = 0 }), "overlap", "its name is");
        yield return Case("LocalName", new RawZip().Add(new RawZipEntry("good", [1]) { LocalName = "evil"u8.ToArray() }), "its name is 'evil' in the local header and 'good'");
        yield return Case("LocalMethod", new RawZip().Add(new RawZipEntry("a", [1]) { LocalMethod = 8 }), "its compression method is '8' in the local header and '0'");
        yield return Case("LocalSize", new RawZip().Add(new RawZipEntry("a", [1]) { LocalUncompressed = 5 }), "its uncompressed size is '5' in the local header and '1'");
        yield return Case("LocalCrc", Flip(good, 14), "its CRC-32 is");
        yield return Case("LocalSignature", Flip(good, 0), "no local header");
        yield return Case("CentralSignature", Flip(good, Find(good, 0x02014b50)), "record '0' is damaged");
        yield return Case("CentralNameLength", Flip(good, Find(good, 0x02014b50) + 29), "record '0' is damaged");
        yield return Case("Descriptor", Flip(descriptor, Find(descriptor, 0x08074b50) + 8), "has a data descriptor that contradicts");
    }

    private static IEnumerable<TestCaseData> BrokenData()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("line of text ", 100)));
        yield return Case("WrongCrc", new RawZip().Add(new RawZipEntry("a", text) { Deflated = true, ClaimedCrc = 1 }), "its CRC-32 is");
        yield return Case("WrongStoredCrc", new RawZip().Add(new RawZipEntry("a", text) { ClaimedCrc = 1 }), "its CRC-32 is");
        yield return Case("WrongEmptyCrc", new RawZip().Add(new RawZipEntry("a", []) { ClaimedCrc = 1 }), "its CRC-32 is");
        yield return Case("MoreThanClaimed", new RawZip().Add(new RawZipEntry("a", text) { Deflated = true, ClaimedUncompressed = 1299 }), "unpacks to more than the '1299'");
        yield return Case("FewerThanClaimed", new RawZip().Add(new RawZipEntry("a", text) { Deflated = true, ClaimedUncompressed = 1301 }), "unpacks to fewer than the '1301'", "does not unpack");
        yield return Case("NotDeflate", new RawZip().Add(new RawZipEntry("a", text) { ClaimedMethod = 8 }), "does not unpack");
    }

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(nameof(BrokenFiles))]
    public void Open_WhenFileIsBroken_SaysWhat(byte[] bytes, string[] expected)
    {
        var path = _folder.Write("test.zip", bytes);

        var error = Assert.Throws<DistributionException>(() => ZipPackage.Open(path).Dispose())!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(expected.Any(part => error.Message.Contains(part, StringComparison.Ordinal)), error.Message);
        Assert.That(error.Faults[0].Remedy, Is.Not.Empty);
        File.Delete(path);
        Assert.That(File.Exists(path), Is.False, "The handle is closed.");
    }

    [TestCaseSource(nameof(BrokenData))]
    public void ReadAllBytes_WhenDataIsBroken_SaysWhat(byte[] bytes, string[] expected)
    {
        using var package = ZipPackage.Open(_folder.Write("test.zip", bytes));

        var error = Assert.Throws<DistributionException>(() => package.ReadAllBytes(package.Entries[0], 1 << 20))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(expected.Any(part => error.Message.Contains(part, StringComparison.Ordinal)), error.Message);
    }

    [Test]
    public void ReadAllBytes_WhenEntryIsAboveTheLimit_DoesNotUnpackIt()
    {
        using var package = ZipPackage.Open(new RawZip().Add(new RawZipEntry("a", new byte[1000]) { Deflated = true }).WriteTo(_folder.Combine("test.zip")));

        var error = Assert.Throws<DistributionException>(() => package.ReadAllBytes(package.Entries[0], 999))!;

        Assert.That(error.Message, Does.Contain("has '1000' bytes; up to '999' are read"));
    }

    [Test]
    public void Open_WhenFileIsMissing_SaysSo() => Assert.That(
        Assert.Throws<DistributionException>(() => ZipPackage.Open(_folder.Combine("no.apk")))!.Message, Does.Contain("does not exist"));

    [Test]
    public void Open_WhenPathIsAFolder_SaysThatItCannotBeRead() => Assert.That(
        Assert.Throws<DistributionException>(() => ZipPackage.Open(_folder.FullPath))!.Message, Does.Contain("cannot be read"));

    [Test]
    public void Open_WhenBytesAreMutated_LetsOutOnlyOurError()
    {
        var originals = new[]
        {
            new RawZip().Add("a.txt", "some text", deflated: true).Add(new RawZipEntry("b.txt", new byte[40]) { Descriptor = true }).Add("d/", "").ToArray(),
            new RawZip { Zip64 = true, Comment = new byte[10] }.Add(new RawZipEntry("c", new byte[99]) { Zip64 = true, Deflated = true, Descriptor = true }).Add(new RawZipEntry("z", [1]) { Zip64 = true }).ToArray(),
        };
        var random = new Random(20261122);
        var path = _folder.Combine("fuzz.zip");
        var refused = 0;
        for (var round = 0; round < 6000; round++)
        {
            File.WriteAllBytes(path, Mutation.Of(originals[round % originals.Length], random));
            try
            {
                using var package = ZipPackage.Open(path);
                foreach (var entry in package.Entries)
                {
                    using var stream = package.OpenRead(entry);
                    stream.CopyTo(Stream.Null);
                }
            }
            catch (DistributionException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(3000));
    }

    private static TestCaseData Case(string name, RawZip zip, params string[] expected) => Case(name, zip.ToArray(), expected);

    private static TestCaseData Case(string name, byte[] bytes, params string[] expected) => new TestCaseData(bytes, expected).SetArgDisplayNames(name);

    private static byte[] Flip(byte[] bytes, int at)
    {
        var copy = bytes.ToArray();
        copy[at] ^= 0x5a;
        return copy;
    }

    private static int Find(byte[] bytes, uint signature) => bytes.AsSpan().IndexOf(BitConverter.GetBytes(signature));
}
