using System.IO.Compression;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Samples;

/// <summary>The committed sample is what its source makes, and what <see cref="SampleApk"/> says of it is true.</summary>
[Category("Peer")]
public sealed class AndroidSampleTests
{
    private static readonly string[] Sources = ["AndroidManifest.xml", "build.sh", "stable-ids.txt", "modules", "native", "res", "smali"];

    [Test]
    public void Build_WhenDoneAgainElsewhere_MakesTheCommittedPackages()
    {
        var bash = Peer.Require("bash");
        string[] tools = ["smali", "aapt2", "zipalign", "zip", "unzip", "clang", "ld.lld"];
        foreach (var tool in tools)
        {
            Peer.Require(tool);
        }

        using var folder = new TestFolder();
        Copy(folder);
        bash.Run(folder.FullPath, ["build.sh"]).Succeeded();

        foreach (var committed in new[] { SampleApk.FullPath, SampleAab.FullPath })
        {
            var built = folder.Combine("out", Path.GetFileName(committed));
            Assert.That(Contents(built).Keys, Is.EqualTo(Contents(committed).Keys));
            if (IsDebian12())
            {
                Assert.That(File.ReadAllBytes(built).AsSpan().SequenceEqual(File.ReadAllBytes(committed)), "The sample's source changed: commit what build.sh makes of it.");
            }
        }
    }

    [Test]
    public void Badging_WhenAskedOfTheSample_SaysWhatTestsRelyOn()
    {
        var badging = Peer.Require("aapt2").Run("dump", "badging", SampleApk.FullPath).Succeeded();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(badging, Does.Contain($"package: name='{SampleApk.Identifier}' versionCode='{SampleApk.VersionCode}' versionName='{SampleApk.VersionName}'"));
            Assert.That(badging, Does.Contain($"sdkVersion:'{SampleApk.MinSdk}'"));
            Assert.That(badging, Does.Contain($"targetSdkVersion:'{SampleApk.TargetSdk}'"));
            Assert.That(badging, Does.Contain($"application-label:'{SampleApk.Label}'"));
            Assert.That(badging, Does.Contain($"native-code: {string.Join(' ', SampleApk.Abis.Select(abi => $"'{abi}'"))}"));
        }
    }

    [Test]
    public void Zipalign_WhenAskedOfTheSample_AcceptsIt()
        => Peer.Require("zipalign").Run("-c", "-p", "4", SampleApk.FullPath).Succeeded();

    [Test]
    public void Entries_WhenMappedByAndroid_AreStored()
    {
        var contents = Contents(SampleApk.FullPath);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contents["resources.arsc"], Is.True);
            Assert.That(contents[SampleApk.IconEntry], Is.True);
            Assert.That(SampleApk.Abis.Select(abi => contents[$"lib/{abi}/libsample.so"]), Is.All.True);
        }
    }

    // Name, and whether it is stored.
    private static Dictionary<string, bool> Contents(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry => entry.CompressedLength == entry.Length, StringComparer.Ordinal);
    }

    // The committed package was made there; other versions of the tools make other bytes.
    private static bool IsDebian12()
        => File.Exists("/etc/os-release") && File.ReadAllText("/etc/os-release").Contains("Debian GNU/Linux 12", StringComparison.Ordinal);

    private static void Copy(TestFolder folder)
    {
        var source = RepositoryRoot.Combine("samples", "android");
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(source, path);
            if (Sources.Contains(name.Split(Path.DirectorySeparatorChar)[0], StringComparer.Ordinal))
            {
                folder.Write(name, File.ReadAllBytes(path));
            }
        }
    }
}
