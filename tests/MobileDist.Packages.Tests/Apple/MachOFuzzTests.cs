using System.Diagnostics;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple;

/// <summary>Thousands of ways to break real files, always the same ones: only our own error comes out, soon and without taking memory.</summary>
public sealed class MachOFuzzTests
{
    private const int MostAllocated = 24 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [TestCase(TestMachO.LinkerSigned, 1)]
    [TestCase(TestMachO.Fat, 2)]
    [TestCase(TestMachO.Watch, 3)]
    [TestCase(TestMachO.ObjectFile, 4)]
    public void Read_WhenHeaderIsBroken_ThrowsOnlyOurError(string name, int seed)
    {
        var original = TestMachO.Read(name);
        var head = Math.Min(original.Length, 1200);

        var accepted = Fuzz(original[..head], 2500, seed, part => ReadAll([.. part, .. original[head..]]));

        Assert.That(accepted, Is.InRange(50, 2450), "both outcomes occur");
    }

    [Test]
    public void Parse_WhenSignatureIsBroken_ThrowsOnlyOurError()
    {
        var file = MachOFile.Read(new MachOMemorySource(TestMachO.Read(TestMachO.LinkerSigned)), "app");
        var range = file.Slices[0].Signature!.Data;
        var bytes = new byte[range.Length];
        file.Source.Read(range.Offset, bytes);
        Array.Resize(ref bytes, (bytes[4] << 24) | (bytes[5] << 16) | (bytes[6] << 8) | bytes[7]);

        Assert.That(Fuzz(bytes, 5000, 5, part => EmbeddedSignature.Parse(part, "app")), Is.InRange(50, 4950));
    }

    [Test]
    public void EntitlementsDer_WhenBroken_ThrowsOnlyOurError()
    {
        var der = Convert.FromHexString("7033020101b02e301b0c046b657973301330113001b00c0161020200ff0c0162300001010030060c016c0101ff30070c016d02020100");

        Assert.That(Fuzz(der, 6000, 6, part => EntitlementsDer.Read(part, "app")), Is.LessThan(6000));
    }

    [Test]
    public void RequirementSet_WhenBroken_ThrowsOnlyOurError()
    {
        var set = Convert.FromHexString("fade0c0100000044000000010000000300000014fade0c000000003000000001000000060000000200000001610000000000000b00000000000000016200000000000000");

        Assert.That(Fuzz(set, 6000, 7, part => _ = RequirementSet.Read(part, "app").ToString()), Is.InRange(20, 5980));
    }

    private static void ReadAll(byte[] bytes)
    {
        if (MachOFile.Probe(new MachOMemorySource(bytes), "app") is not { } file)
        {
            return;
        }

        foreach (var slice in file.Slices)
        {
            file.ReadInfoPlist(slice);
            EmbeddedSignature.Read(file, slice)?.ReadRequirements();
        }
    }

    private static int Fuzz(byte[] original, int rounds, int seed, Action<byte[]> read)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, rounds).Count(round =>
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var accepted = true;
            try
            {
                read(Mutation.Of(original, random));
            }
            catch (DistributionException error)
            {
                accepted = false;
                Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
            }

            Assert.That(watch.Elapsed, Is.LessThan(Longest), $"round {round} of seed {seed}");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(MostAllocated), $"round {round} of seed {seed}");
            return accepted;
        });
    }
}
