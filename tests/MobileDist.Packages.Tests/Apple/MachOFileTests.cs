using System.Buffers.Binary;
using System.Text;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple;

public sealed class MachOFileTests
{
    [TestCase(TestMachO.App, "arm64", MachOFileType.Execute, MachOPlatform.IOS, "15.0.0")]
    [TestCase(TestMachO.Library, "arm64", MachOFileType.Dylib, MachOPlatform.IOS, "15.0.0")]
    [TestCase(TestMachO.Watch, "arm64_32", MachOFileType.Dylib, MachOPlatform.WatchOS, "6.0.0")]
    [TestCase(TestMachO.Fat, "x86_64", MachOFileType.Dylib, MachOPlatform.IOSSimulator, "15.0.0")]
    [TestCase(TestMachO.ObjectFile, "armv7", MachOFileType.ObjectFile, MachOPlatform.IOS, "9.0.0")]
    public void Read_WhenCommitted_SaysWhatItIs(string name, string cpu, MachOFileType type, MachOPlatform platform, string minimum)
    {
        var slice = Read(TestMachO.Read(name)).Slices[0];

        Assert.That(slice.Cpu.Name, Is.EqualTo(cpu));
        Assert.That(slice.FileType, Is.EqualTo(type));
        Assert.That(slice.Platform, Is.EqualTo(platform));
        Assert.That(slice.MinimumOs, Is.EqualTo(Version.Parse(minimum)));
        Assert.That(slice.IsEncrypted, Is.False);
        Assert.That(slice.IsSignable, Is.EqualTo(type != MachOFileType.ObjectFile));
    }

    [Test]
    public void Read_WhenFat_HasBothSlices()
    {
        var file = Read(TestMachO.Read(TestMachO.Fat));

        Assert.That(file.IsFat);
        Assert.That(file.Slices.Select(slice => slice.Cpu.Name), Is.EqualTo(new[] { "x86_64", "arm64" }));
        Assert.That(file.Slices[1].IsSimulator, Is.False);
        Assert.That(file.SourceOf(file.Slices[1]).Length, Is.EqualTo(file.Slices[1].Length));
    }

    [Test]
    public void Read_WhenFat64_HasBothSlices()
    {
        var file = Read(TestMachO.Fat64(TestMachO.Read(TestMachO.App), TestMachO.Read(TestMachO.Watch)));

        Assert.That(file.Slices.Select(slice => slice.Cpu.Name), Is.EqualTo(new[] { "arm64", "arm64_32" }));
        Assert.That(file.Slices.Select(slice => slice.FatEntry!.Value.Alignment), Is.All.EqualTo(14));
    }

    [Test]
    public void Read_WhenSigned_KnowsWhereTheSignatureLies()
    {
        var slice = Read(TestMachO.Read(TestMachO.LinkerSigned)).Slices[0];

        Assert.That(slice.Signature!.Data.End, Is.EqualTo(slice.Length));
        Assert.That(Read(TestMachO.Read(TestMachO.App)).Slices[0].Signature, Is.Null);
    }

    [TestCase(TestMachO.App, 32)]
    [TestCase(TestMachO.NoRoom, 0)]
    public void Read_WhenAnyRoom_KnowsHowMuch(string name, long room)
    {
        var slice = Read(TestMachO.Read(name)).Slices[0];

        Assert.That(slice.FirstContentOffset - slice.CommandsEnd, Is.EqualTo(room));
    }

    [Test]
    public void ReadInfoPlist_WhenEmbedded_ReturnsIt()
    {
        var file = Read(TestMachO.Read(TestMachO.EmbeddedInfo));

        Assert.That(Encoding.UTF8.GetString(file.ReadInfoPlist(file.Slices[0])!.Value.Span), Does.StartWith("<?xml").And.Contain("com.example.tiny.embedded"));
        Assert.That(Read(TestMachO.Read(TestMachO.App)) is var plain && plain.ReadInfoPlist(plain.Slices[0]) is null);
    }

    [Test]
    public void Read_WhenBothVersionCommands_BuildVersionWins()
    {
        var bytes = TestMachO.Read(TestMachO.App);
        var slice = Read(bytes).Slices[0];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), slice.CommandCount + 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), slice.CommandsSize + 16);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(slice.CommandsEnd), 0x25);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(slice.CommandsEnd + 4), 16);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(slice.CommandsEnd + 8), 0x00080000);

        Assert.That(Read(bytes).Slices[0].MinimumOs, Is.EqualTo(new Version(15, 0, 0)));
    }

    [TestCase("cafebabe00000034001d0a0006000f09")]
    [TestCase("7f454c46020101000000000000000000")]
    [TestCase("cafebabe")]
    public void Probe_WhenSomethingElse_ReturnsNull(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.That(MachOFile.Probe(new MachOMemorySource(bytes), "file"), Is.Null);
        Assert.That(MachOFile.IsMachO(bytes), Is.False);
        Assert.That(() => Read(bytes), Throws.TypeOf<DistributionException>().With.Message.EqualTo("'file' is no Mach-O file."));
    }

    [Test]
    public void Probe_WhenFatStaticLibrary_ReturnsNull()
    {
        var archive = Encoding.ASCII.GetBytes("!<arch>\n#1/20           ");

        Assert.That(MachOFile.Probe(new MachOMemorySource(TestMachO.Fat64(archive, archive)), "lib.a"), Is.Null);
    }

    [Test]
    public void Read_WhenBigEndian_Refuses() => Assert.That(
        () => Read(Convert.FromHexString("feedface000000120000000000000002")), Throws.TypeOf<DistributionException>().With.Message.Contains("big-endian"));

    [TestCase(16, 0xffffffff, "load commands")]
    [TestCase(20, 0xffffffff, "load commands")]
    [TestCase(36, 3U, "load command number 0")]
    [TestCase(36, 0x7ffffff0U, "load command number 0")]
    public void Read_WhenHeaderLies_Refuses(int at, uint value, string what)
    {
        var bytes = TestMachO.Read(TestMachO.App);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);

        Assert.That(() => Read(bytes), Throws.TypeOf<DistributionException>().With.Message.Contains(what));
    }

    [Test]
    public void Read_WhenSlicesOverlap_Refuses()
    {
        var bytes = TestMachO.Read(TestMachO.Fat);
        bytes.AsSpan(16, 4).CopyTo(bytes.AsSpan(36));

        Assert.That(() => Read(bytes), Throws.TypeOf<DistributionException>().With.Message.Contains("over another one"));
    }

    [Test]
    public void Read_WhenFatHeaderNamesAnotherCpu_Refuses()
    {
        var bytes = TestMachO.Read(TestMachO.Fat);
        bytes[11] = 12;

        Assert.That(() => Read(bytes), Throws.TypeOf<DistributionException>().With.Message.Contains("calls itself 'x86_64'"));
    }

    private static MachOFile Read(byte[] bytes) => MachOFile.Read(new MachOMemorySource(bytes), "file");
}
