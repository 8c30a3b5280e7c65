using System.Diagnostics;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Tests.Apple.Png;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple;

/// <summary>Packages with one broken file, or broken themselves: only our own error comes out, soon and without taking memory.</summary>
public sealed class IpaFuzzTests
{
    private const int MostAllocated = 32 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly byte[] Entitlements = PropertyListXml.Write(new Dictionary<string, object>(StringComparer.Ordinal) { ["get-task-allow"] = true });

    [Test]
    public void Read_WhenOneFileIsBroken_ThrowsOnlyOurError()
    {
        using var folder = new TestFolder();
        var random = new Random(31);
        var icon = new CrushedPngBytes(8, 8, new byte[256]).ToArray();
        var info = PropertyListXml.Write(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["CFBundleIdentifier"] = "com.example.demo",
            ["CFBundleExecutable"] = "Demo",
            ["CFBundleVersion"] = "7",
            ["CFBundleIconFiles"] = (string[])["AppIcon60x60"],
            ["UIDeviceFamily"] = (object[])[1, 2],
        });
        var binary = PropertyList.Write(PropertyList.Read(info, "info"), PropertyListFormat.Binary);
        var executable = new SignedMachO { Entitlements = Entitlements }.ToArray();
        (string Name, byte[] Data)[] files =
        [
            ("Info.plist", info), ("Info.plist", binary), ("Demo", executable), ("AppIcon60x60@2x.png", icon), ("en.lproj/InfoPlist.strings", "\"CFBundleName\" = \"D\\u00e9mo\"; /* c */"u8.ToArray()),
        ];
        var accepted = 0;
        for (var round = 0; round < 2000; round++)
        {
            var (name, data) = files[round % files.Length];
            var ipa = new SampleIpa(executable).With("AppIcon60x60@2x.png", icon).With(name, Mutation.Of(data, random)).WithExtension().ToArray();
            accepted += Accepts(folder.Write("test.ipa", ipa), $"round {round}, {name}") ? 1 : 0;
        }

        Assert.That(accepted, Is.InRange(200, 1900), "both outcomes occur");
    }

    [Test]
    public void Read_WhenPackageIsBroken_ThrowsOnlyOurError()
    {
        using var folder = new TestFolder();
        var random = new Random(32);
        var whole = new SampleIpa(new SignedMachO { Entitlements = Entitlements }.ToArray()).WithFramework().WithExtension(profile: [1]).WithLink("Alias", "Demo").ToArray();
        for (var round = 0; round < 1500; round++)
        {
            Accepts(folder.Write("test.ipa", Mutation.Of(whole, random)), $"round {round}");
        }
    }

    private static bool Accepts(string path, string round)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var accepted = true;
        try
        {
            PackageReader.Read(path);
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
