using System.Diagnostics;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

/// <summary>Thousands of ways to break property lists, always the same ones: only our own error comes out, soon and without taking memory.</summary>
public sealed class PropertyListFuzzTests
{
    private const int MostAllocated = 64 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Test]
    public void Read_WhenBytesAreBroken_ThrowsOnlyOurError([Values] PropertyListFormat format)
    {
        var random = new Random(11);
        var accepted = 0;
        for (var round = 0; round < 6000; round++)
        {
            var original = PropertyList.Write(RandomPropertyList.Make(random, 3), format);
            var bytes = Mutation.Of(original, random);
            accepted += Accepts(bytes, $"round {round}") ? 1 : 0;
        }

        Assert.That(accepted, Is.InRange(300, 5900), "both outcomes occur");
    }

    [Test]
    public void Read_WhenBytesAreNoise_ThrowsOnlyOurError()
    {
        var random = new Random(12);
        for (var round = 0; round < 2000; round++)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            byte[] trailer = [0, 0, 0, 0, 0, 0, (byte)random.Next(1, 3), 1, .. BinaryPropertyListBytes.Number((ulong)random.Next(1, 20), 8), .. new byte[8]];
            Accepts([.. "bplist00"u8, .. noise, .. trailer, .. BinaryPropertyListBytes.Number((ulong)random.Next(8, 208), 8)], $"round {round}");
        }
    }

    private static bool Accepts(byte[] bytes, string round)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var accepted = true;
        try
        {
            var value = PropertyList.Read(bytes, "test");
            PropertyList.Write(value, PropertyListFormat.Binary);
        }
        catch (DistributionException error)
        {
            accepted = false;
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit), round);
        }
        catch (Exception error) when (error is not ResultStateException)
        {
            Assert.Fail($"{round}: {error}");
        }

        Assert.That(watch.Elapsed, Is.LessThan(Longest), round);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(MostAllocated), round);
        return accepted;
    }
}
