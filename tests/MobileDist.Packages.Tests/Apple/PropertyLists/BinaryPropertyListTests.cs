using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

public sealed class BinaryPropertyListTests
{
    private static IEnumerable<TestCaseData> Scalars()
    {
        yield return Scalar("08", new PropertyListBoolean(false));
        yield return Scalar("09", new PropertyListBoolean(true));
        yield return Scalar("10ff", new PropertyListInteger(255));
        yield return Scalar("11ffff", new PropertyListInteger(65535));
        yield return Scalar("12ffffffff", new PropertyListInteger(4294967295));
        yield return Scalar("13ffffffffffffffff", new PropertyListInteger(-1));
        yield return Scalar("140000000000000000ffffffffffffffff", new PropertyListInteger(ulong.MaxValue));
        yield return Scalar("1480000000000000000000000000000000", new PropertyListInteger(Int128.MinValue));
        yield return Scalar("223fc00000", new PropertyListReal(1.5));
        yield return Scalar("233ff8000000000000", new PropertyListReal(1.5));
        yield return Scalar("33c1c2730f20000000", new PropertyListDate(new DateTimeOffset(1981, 5, 20, 22, 40, 0, TimeSpan.Zero)));
        yield return Scalar("333fe0000000000000", new PropertyListDate(new DateTimeOffset(2001, 1, 1, 0, 0, 0, 500, TimeSpan.Zero)));
        yield return Scalar("43010203", new PropertyListData([1, 2, 3]));
        yield return Scalar("4f1001aa", new PropertyListData([0xaa]));
        yield return Scalar("53616263", new PropertyListString("abc"));
        yield return Scalar("63004100e9d83d", null);
        yield return Scalar("63004100e90042", new PropertyListString("AéB"));
        yield return Scalar("8007", new PropertyListUid(7));
        yield return Scalar("82010000", new PropertyListUid(65536));
        yield return Scalar("87ffffffffffffffff", new PropertyListUid(ulong.MaxValue));
        yield return Scalar("5380ffff", null);
    }

    [TestCaseSource(nameof(Scalars))]
    public void Read_WhenValueIsAScalar_KeepsAllOfIt(string hex, object? expected)
    {
        var bytes = new BinaryPropertyListBytes(Convert.FromHexString(hex)).ToArray();

        if (expected is null)
        {
            Assert.That(Fault(bytes), Does.Contain("a text").IgnoreCase.Or.Contains("ASCII"));
            return;
        }

        Assert.That(PropertyList.Read(bytes, "test"), Is.EqualTo(expected));
    }

    [Test]
    public void Read_WhenNumbersHaveAnyWidth_ReadsThem([Range(1, 8)] int offsets, [Range(1, 8)] int references)
    {
        var bytes = new BinaryPropertyListBytes([0xa2, .. Reference(1, references), .. Reference(2, references)], "QA"u8.ToArray(), [0x10, 7]) { OffsetSize = offsets, ReferenceSize = references };

        Assert.That(PropertyList.Read(bytes.ToArray(), "test"), Is.EqualTo(new PropertyListArray([new PropertyListString("A"), new PropertyListInteger(7)])));
    }

    [Test]
    public void Read_WhenObjectIsShared_IsReadOnce()
    {
        var array = (PropertyListArray)PropertyList.Read(new BinaryPropertyListBytes([0xa2, 1, 1], [0xa1, 2], [0x10, 7]).ToArray(), "test");

        Assert.That(array.Items[0], Is.SameAs(array.Items[1]));
    }

    [Test]
    public void Read_WhenSharedArraysBlowUp_RefusesSoon()
    {
        // Nine levels of ten references to the next: a billion values in 120 bytes.
        byte[][] levels = [.. Enumerable.Range(1, 9).Select(next => (byte[])[0xaa, .. Enumerable.Repeat((byte)next, 10)]), "Tlol!"u8.ToArray()];

        Assert.That(Fault(new BinaryPropertyListBytes(levels).ToArray()), Does.Contain("its values hold more than any app needs"));
    }

    [Test]
    public void Read_WhenSharedDataBlowsUp_RefusesSoon()
    {
        var references = Enumerable.Repeat((byte)1, 20_000).ToArray();
        byte[] data = [0x4f, 0x11, .. BinaryPropertyListBytes.Number(40_000, 2), .. new byte[40_000]];
        var bytes = new BinaryPropertyListBytes([0xaf, 0x11, .. BinaryPropertyListBytes.Number(20_000, 2), .. references], data) { OffsetSize = 4 };

        Assert.That(Fault(bytes.ToArray()), Does.Contain("its values hold more than any app needs"));
    }

    [Test]
    public void Read_WhenObjectsOverlap_TakesBoundedMemory()
    {
        // Two thousand objects that all begin at the same data of a megabyte.
        const int Count = 2000;
        byte[] head = [0xaf, 0x11, .. BinaryPropertyListBytes.Number(Count, 2)];
        byte[][] objects = [[.. head, .. Enumerable.Range(1, Count).SelectMany(i => BinaryPropertyListBytes.Number((ulong)i, 2))], [0x4f, 0x12, .. BinaryPropertyListBytes.Number(1 << 20, 4), .. new byte[1 << 20]], .. Enumerable.Repeat(Array.Empty<byte>(), Count - 1)];
        var bytes = new BinaryPropertyListBytes(objects) { OffsetSize = 4, ReferenceSize = 2 }.ToArray();
        var at = bytes.Length - 32 - (4 * (Count + 1));
        for (var i = 2; i <= Count; i++)
        {
            bytes.AsSpan(at + 4, 4).CopyTo(bytes.AsSpan(at + (4 * i)));
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Fault(bytes), Does.Contain("its values hold more than any app needs"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(256L << 20));
    }

    [Test]
    public void Read_WhenNestedAsDeepAsAllowed_ReadsIt()
    {
        Assert.That(PropertyList.Read(Nested(PropertyListBounds.Deepest), "test"), Is.InstanceOf<PropertyListArray>());
        Assert.That(Fault(Nested(PropertyListBounds.Deepest + 1)), Does.Contain("deeper than '128' levels"));
    }

    [Test]
    public void Read_WhenASharedObjectMakesItDeeper_CountsWhereItStands()
    {
        // The chain is read at the top first, where it fits, and is then referred to from the end of another one.
        byte[][] chain = [.. Enumerable.Range(0, 100).Select(i => (byte[])[0xa1, (byte)(i + 2)]), [0xa0]];
        byte[][] other = [.. Enumerable.Range(0, 40).Select(i => (byte[])[0xa1, (byte)(i == 39 ? 1 : i + 103)])];
        byte[][] objects = [[0xa2, 1, 102], .. chain, .. other];

        Assert.That(Fault(new BinaryPropertyListBytes(objects) { OffsetSize = 2 }.ToArray()), Does.Contain("deeper than '128' levels"));
    }

    private static IEnumerable<TestCaseData> Lies()
    {
        byte[] one = [0x10, 7];
        yield return Lie("cut off", "bplist00"u8.ToArray(), "it is cut off");
        yield return Lie("version", [.. "bplist15"u8, .. new byte[40]], "of a binary version that apps do not use");
        yield return Lie("no objects", new BinaryPropertyListBytes(one) { Count = 0 }, "claims '0' objects");
        yield return Lie("too many objects", new BinaryPropertyListBytes(one) { Count = ulong.MaxValue }, "claims '18446744073709551615' objects");
        yield return Lie("more objects than offsets", new BinaryPropertyListBytes(one) { Count = 2 }, "claims '2' offsets of '1' bytes");
        yield return Lie("top", new BinaryPropertyListBytes(one) { Top = 1 }, "number '1' at the top");
        yield return Lie("table", new BinaryPropertyListBytes(one) { Table = 9 }, "claims '1' offsets of '1' bytes from byte '9'");
        yield return Lie("table far away", new BinaryPropertyListBytes(one) { Table = ulong.MaxValue }, "from byte '18446744073709551615'");
        yield return Lie("offset size 0", new BinaryPropertyListBytes(one) { OffsetSize = 0 }, "offsets '0'");
        yield return Lie("offset in the header", new BinaryPropertyListBytes(one) { FirstOffset = 2 }, "at byte '2', outside the objects");
        yield return Lie("offset in the table", new BinaryPropertyListBytes(one) { FirstOffset = 10 }, "at byte '10', outside the objects");
        yield return Lie("reference", new BinaryPropertyListBytes([0xa1, 1]), "refers to object '1' of '1'");
        yield return Lie("itself", new BinaryPropertyListBytes([0xa1, 0]), "object '0' holds itself");
        yield return Lie("round", new BinaryPropertyListBytes([0xa1, 1], [0xa1, 2], [0xa1, 0]), "object '0' holds itself");
        yield return Lie("long data", new BinaryPropertyListBytes([0x4f, 0x13, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), "claims '9223372036854775807' items");
        yield return Lie("negative length", new BinaryPropertyListBytes([0x4f, 0x13, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), "claims '18446744073709551615' items");
        yield return Lie("length of another kind", new BinaryPropertyListBytes([0x4f, 0x09, 0]), "length of an object is of the kind '0x09'");
        yield return Lie("cut integer", new BinaryPropertyListBytes([0x13, 0]), "runs over the end");
        yield return Lie("null", new BinaryPropertyListBytes([0x00]), "of the kind '0x00'");
        yield return Lie("set", new BinaryPropertyListBytes([0xc0]), "of the kind '0xc0'");
        yield return Lie("integer of 32 bytes", new BinaryPropertyListBytes([0x15, .. new byte[32]]), "of the kind '0x15'");
        yield return Lie("key", new BinaryPropertyListBytes([0xd1, 1, 1], one), "a key in it is no text");
        yield return Lie("two keys", new BinaryPropertyListBytes([0xd2, 1, 1, 2, 2], "QA"u8.ToArray(), one), "the key 'A' stands twice");
        yield return Lie("two equal keys", new BinaryPropertyListBytes([0xd2, 1, 2, 3, 3], "QA"u8.ToArray(), "QA"u8.ToArray(), one), "the key 'A' stands twice");
        yield return Lie("date", new BinaryPropertyListBytes([0x33, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]), "outside the years 1 to 9999");
        yield return Lie("far date", new BinaryPropertyListBytes([0x33, 0x7f, 0xe8, 0, 0, 0, 0, 0, 0]), "outside the years 1 to 9999");
    }

    [TestCaseSource(nameof(Lies))]
    public void Read_WhenTheFileLies_SaysWhere(byte[] bytes, string expected) => Assert.That(Fault(bytes), Does.Contain(expected));

    private static TestCaseData Scalar(string hex, PropertyListValue? value) => new TestCaseData(hex, value).SetArgDisplayNames(hex);

    private static TestCaseData Lie(string name, BinaryPropertyListBytes bytes, string expected) => Lie(name, bytes.ToArray(), expected);

    private static TestCaseData Lie(string name, byte[] bytes, string expected) => new TestCaseData(bytes, expected).SetArgDisplayNames(name);

    private static byte[] Nested(int depth)
    {
        byte[][] objects = [.. Enumerable.Range(1, depth).Select(next => (byte[])[0xa1, .. BinaryPropertyListBytes.Number((ulong)next, 2)]), [0xa0]];
        return new BinaryPropertyListBytes(objects) { OffsetSize = 2, ReferenceSize = 2 }.ToArray();
    }

    private static ImmutableArray<byte> Reference(ulong number, int size) => [.. BinaryPropertyListBytes.Number(number, size)];

    private static string Fault(byte[] bytes)
    {
        var error = Assert.Throws<DistributionException>(() => PropertyList.Read(bytes, "Info.plist"))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Faults[0].Remedy, Is.Not.Empty);
        return error.Message;
    }
}
