using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Repository;

public sealed class FolderArchiveTests
{
    private static readonly string[] Names = ["MobileDist.dll", "de/resources.dll", "z.json"];

    [Test]
    public void Write_Zip_HoldsEveryFile()
    {
        using var folder = new TestFolder();
        var archive = Write(folder, "a.zip", ArchiveFormat.Zip);
        using var zip = ZipFile.OpenRead(archive);

        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(Names));
    }

    [Test]
    public void Write_Tar_HoldsEveryFile()
    {
        using var folder = new TestFolder();
        using var stream = new GZipStream(File.OpenRead(Write(folder, "a.tar.gz", ArchiveFormat.TarGzip)), CompressionMode.Decompress);
        using var tar = new TarReader(stream);
        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name);
        }

        Assert.That(names, Is.EqualTo(Names));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Write_Twice_GivesTheSameBytes(int format)
    {
        using var folder = new TestFolder();
        var first = File.ReadAllBytes(Write(folder, "one", (ArchiveFormat)format));
        File.SetLastWriteTimeUtc(folder.Combine("in", "z.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.That(File.ReadAllBytes(Write(folder, "two", (ArchiveFormat)format)), Is.EqualTo(first));
    }

    [Test]
    public void Write_PutsTheChecksumBeside()
    {
        using var folder = new TestFolder();
        var archive = Write(folder, "a.zip", ArchiveFormat.Zip);
        var expected = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(archive)));

        Assert.That(File.ReadAllText(archive + ".sha256"), Is.EqualTo($"{expected}  a.zip\n"));
    }

    [TestCase("x.csproj : error NU1101: Unable to find package Microsoft.NETCore.App.Runtime.osx-arm64. No packages exist", "Microsoft.NETCore.App.Runtime.osx-arm64")]
    [TestCase("x.csproj : error NU1102: Unable to find package microsoft.netcore.app.crossgen2.linux-x64 with version (= 10.0.12)", "microsoft.netcore.app.crossgen2.linux-x64")]
    [TestCase("x.targets(1,2): error NETSDK1094: Unable to optimize assemblies for performance: a valid runtime package was not found.", "runtime pack for it")]
    public void MissingPacks_WhenOnlyPacksAreMissing_NamesTheFirst(string line, string expected) =>
        Assert.That(MissingPacks.In(["  Determining projects…", line]), Is.EqualTo(expected));

    [TestCase("Program.cs(1,1): error CS0103: The name does not exist")]
    [TestCase("x.csproj : error NU1301: Unable to load the service index")]
    [TestCase("Build succeeded.")]
    public void MissingPacks_WhenItFailedOtherwise_IsNull(string line) => Assert.That(MissingPacks.In([line]), Is.Null);

    private static string Write(TestFolder folder, string name, ArchiveFormat format)
    {
        foreach (var file in Names)
        {
            folder.Write(Path.Combine("in", file), "content of " + file);
        }

        var target = folder.Combine("out", name);
        FolderArchive.Write(folder.Combine("in"), target, format);
        return target;
    }
}
