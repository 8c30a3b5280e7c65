using System.Diagnostics;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests;

/// <summary>Breaks files in always the same ways and watches what reading them costs: only our own error may come out, soon and without taking memory.</summary>
internal static class Fuzzing
{
    public const int MostAllocated = 24 << 20;

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <returns>How many were read without an error.</returns>
    public static int Run(byte[] original, int rounds, int seed, Action<byte[]> read)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, rounds).Count(round =>
        {
            var bytes = Mutation.Of(original, random);
            return Accepts(() => read(bytes), $"round {round} of seed {seed}");
        });
    }

    public static bool Accepts(Action read, string round)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var accepted = IsRead(read, round);
        watch.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (watch.Elapsed >= Longest)
        {
            // A machine that is busy with something else makes anything slow once; what is slow by itself is slow again.
            watch.Restart();
            IsRead(read, round);
            watch.Stop();
        }

        Assert.That(watch.Elapsed, Is.LessThan(Longest), round);
        Assert.That(allocated, Is.LessThan(MostAllocated), round);
        return accepted;
    }

    private static bool IsRead(Action read, string round)
    {
        try
        {
            read();
        }
        catch (DistributionException error)
        {
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit), round);
            return false;
        }
        catch (Exception error) when (error is not ResultStateException)
        {
            Assert.Fail($"{round}: {error}");
        }

        return true;
    }

    public static DistributionException Malformed(string what) => new(ExitCode.Unfit, new Fault(what));
}
