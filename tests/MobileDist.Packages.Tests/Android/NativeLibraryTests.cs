using System.Buffers.Binary;
using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

public sealed class NativeLibraryTests
{
    [Test]
    public void Read_WhenThereIsNativeCode_NamesTheFoldersSorted()
    {
        var info = Apk().With("lib/x86_64/liba.so", [1]).With("lib/arm64-v8a/liba.so", [1]).With("lib/arm64-v8a/libb.so", [1]).With("lib/loose.txt", [1]).With("library/armeabi/c.so", [1]).Read();

        Assert.That(info.NativeAbis, Is.EqualTo(new[] { "arm64-v8a", "x86_64" }));
    }

    [TestCase(4096UL, true)]
    [TestCase(0UL, true)]
    [TestCase(16384UL, false)]
    [TestCase(65536UL, false)]
    public void Read_WhenA64BitLibraryIsAligned_NamesItBelow16KiB(ulong alignment, bool below)
    {
        var info = Apk().With("lib/arm64-v8a/liba.so", TestElf.Of(2, 16384, alignment)).With("lib/x86_64/libgood.so", TestElf.Of(2, 16384, 16384), deflated: true).Read();

        Assert.That(info.LibrariesBelow16KiB, Is.EqualTo(below ? ["lib/arm64-v8a/liba.so"] : Array.Empty<string>()));
    }

    [Test]
    public void Read_WhenLibraryIs32Bit_DoesNotMind() =>
        Assert.That(Apk().With("lib/armeabi-v7a/liba.so", TestElf.Of(1, 4096)).Read().LibrariesBelow16KiB, Is.Empty);

    [Test]
    public void Read_WhenOtherSegmentsAreAlignedLower_DoesNotMind()
    {
        var elf = TestElf.Of(2, 16384, 8);
        BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(64 + 56), 7);

        Assert.That(Apk().With("lib/arm64-v8a/liba.so", elf).Read().LibrariesBelow16KiB, Is.Empty);
    }

    [Test]
    public void Read_WhenLibraryIsNone_DoesNotMind()
    {
        var lying = TestElf.Of(2, 4096);
        BinaryPrimitives.WriteUInt64LittleEndian(lying.AsSpan(32), ulong.MaxValue);
        var counting = TestElf.Of(2, 4096);
        BinaryPrimitives.WriteUInt16LittleEndian(counting.AsSpan(56), 0xffff);

        var info = Apk().With("lib/arm64-v8a/text.so", "hello"u8.ToArray()).With("lib/arm64-v8a/cut.so", TestElf.Of(2, 4096)[..100])
            .With("lib/arm64-v8a/lying.so", lying).With("lib/arm64-v8a/counting.so", counting).With("lib/arm64-v8a/empty.so", []).Read();

        Assert.That(info.LibrariesBelow16KiB, Is.Empty);
    }

    [Test]
    public void Inspect_WhenEachModuleHasItsFolder_TakesWhatLiesRightInOne()
    {
        using var folder = new TestFolder();
        var zip = new RawZip();
        foreach (var name in (string[])["base/lib/arm64-v8a/a.so", "lib/lib/x86_64/b.so", "lib/x86/not-a-module.so", "base/assets/lib/mips/c.so", "other/lib/armeabi/d.so", "base/lib/loose.so", "base/library/mips64/e.so"])
        {
            zip.Add(new RawZipEntry(name, [1]));
        }

        using var package = ZipPackage.Open(zip.WriteTo(folder.Combine("test.aab")));

        Assert.That(NativeLibraries.Inspect(package, "base/lib/", "lib/lib/").Abis, Is.EqualTo(new[] { "arm64-v8a", "x86_64" }));
    }

    private static TestApk Apk() => new TestApk().With(CompiledXml.Manifest());
}
