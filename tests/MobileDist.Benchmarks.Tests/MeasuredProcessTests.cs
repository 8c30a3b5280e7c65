using System.Runtime.Versioning;

namespace MobileDist.Benchmarks.Tests;

public sealed class MeasuredProcessTests
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public async Task Run_WhenAGrandchildHoldsTheMemory_CountsIt()
    {
        // The shell stays, the command under it fills 48 MiB; the shell itself needs but one or two.
        const string Script = "head -c 50331648 /dev/zero | tail -c 50331648 | wc -c; true";
        var measured = await new MeasuredProcess(TimeProvider.System).RunWithOutputAsync("/bin/sh", ["-c", Script], Nothing, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(measured.Output, Is.EqualTo("50331648"));
            Assert.That(measured.Measurement.PeakBytes, Is.InRange(40L << 20, 200L << 20));
        }
    }

    [Test]
    public void Run_WhenItFails_SaysWhatItSaid()
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => new MeasuredProcess(TimeProvider.System)
            .RunAsync("dotnet", ["no-such-command-here"], Nothing, CancellationToken.None));
        Assert.That(error.Faults[0].Details[0].Value, Does.Contain("no-such-command-here"));
    }

    [Test]
    public void Find_WhenMissing_NamesAllOfThemAndThePackages()
    {
        var error = Assert.Throws<DistributionException>(() => Programs.Find("dotnet", "no-such-signer", "no-such-aligner"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Does.Contain("'no-such-signer', 'no-such-aligner'").And.Not.Contain("'dotnet'"));
            Assert.That(error.Faults[0].Remedy, Does.Contain("apt-get install"));
        }
    }
}
