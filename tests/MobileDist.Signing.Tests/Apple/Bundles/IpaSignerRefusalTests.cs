using MobileDist.Signing.Apple.Bundles;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>Packages that are not signed, and signing that does not come to its end: nothing is left behind.</summary>
public sealed class IpaSignerRefusalTests : IpaTestBase
{
    private const string Root = "Payload/Demo.app/";

    [Test]
    public void SignAsync_WhenInputAndOutputAreOne_Refuses() =>
        Assert.That(() => SignAsync(Write(App(), "signed.ipa")), Throws.TypeOf<DistributionException>().With.Property("ExitCode").EqualTo(ExitCode.Settings));

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(20)]
    [TestCase(30)]
    public void SignAsync_WhenTheDiskRunsFull_SaysSoAndLeavesNothing(int writes)
    {
        var input = Write(App());
        var request = new IpaSigningRequest(AppPlan(), Now);

        Assert.That(
            () => IpaSigner.SignAsync(input, Folder.Combine("out", "signed.ipa"), request, progress: null, (path, size) => new FullDisk(PackageOutputFile.Create(path, size), writes), CancellationToken.None),
            Throws.TypeOf<DistributionException>().With.Message.Contains("ran full"));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Combine("out")), Is.Empty);
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(25)]
    public void SignAsync_WhenItIsCancelledOnTheWay_LeavesNothing(int reports)
    {
        var input = Write(App());
        using var cancellation = new CancellationTokenSource();
        var progress = new CancelAfter(reports, cancellation);

        Assert.That(
            () => IpaSigner.SignAsync(input, Folder.Combine("out", "signed.ipa"), new IpaSigningRequest(AppPlan(), Now), progress, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Combine("out")), Is.Empty);
    }

    [Test]
    public void SignAsync_WhenAnEntryLiesAboutItsSize_Refuses()
    {
        var input = Write(App());
        var broken = Repack(input, (name, bytes) => name.EndsWith("Assets.car", StringComparison.Ordinal) ? null : bytes, zip =>
            zip.Add(new RawZipEntry($"{Root}Assets.car", new byte[5000]) { Deflated = true, ClaimedUncompressed = 4000 }));

        Assert.That(() => SignAsync(broken), Throws.TypeOf<DistributionException>().With.Message.Contains("Assets.car"));
    }

    [Test]
    public void SignAsync_WhenAFileIsSomethingElse_Refuses() =>
        Assert.That(() => SignAsync(Write(App().With("fifo", [], 0x11a4))), Throws.TypeOf<DistributionException>().With.Message.Contains("fifo"));

    [Test]
    public void SignAsync_WhenSomethingLiesInsideASymlink_Refuses() =>
        Assert.That(() => SignAsync(Write(App().With("link/inside", "x"))), Throws.TypeOf<DistributionException>().With.Message.Contains("link/inside"));

    [Test]
    public void SignAsync_WhenTheExecutableIsNoCode_Refuses() =>
        Assert.That(() => SignAsync(Write(App().With("Demo", "#!/bin/sh, and nothing else"))), Throws.TypeOf<DistributionException>().With.Message.Contains("'Demo'"));

    [Test]
    public void SignAsync_WhenANameIsTooLongForDevices_Refuses() => Assert.That(
        () => SignAsync(Write(App().With(string.Concat(Enumerable.Repeat("long/", 220)) + "x", "x"))),
        Throws.TypeOf<DistributionException>().With.Message.Contains("devices take up to '1024'"));

    private sealed class CancelAfter(int reports, CancellationTokenSource cancellation) : IProgress<WorkProgress>
    {
        private int _left = reports;

        public void Report(WorkProgress value)
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                cancellation.Cancel();
            }
        }
    }

    private sealed class FullDisk(IPackageOutput inner, int writes) : IPackageOutput
    {
        private int _left = writes;

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            if (Interlocked.Decrement(ref _left) < 0)
            {
                throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
            }

            inner.Write(offset, bytes);
        }

        public void Dispose() => inner.Dispose();
    }
}
