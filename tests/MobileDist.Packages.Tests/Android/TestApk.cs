using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

/// <summary>An APK of a few files, each as the test wants it.</summary>
internal sealed class TestApk
{
    private readonly List<RawZipEntry> _entries = [];

    public byte[] BeforeDirectory { get; init; } = [];

    public TestApk With(string name, byte[] data, bool deflated = false)
    {
        _entries.RemoveAll(entry => string.Equals(entry.Name, name, StringComparison.Ordinal));
        _entries.Add(new RawZipEntry(name, data) { Deflated = deflated });
        return this;
    }

    public TestApk With(CompiledXml manifest) => With("AndroidManifest.xml", manifest.ToArray(), deflated: true);

    public TestApk With(CompiledTable table) => With("resources.arsc", table.ToArray());

    public byte[] ToArray()
    {
        var zip = new RawZip { BeforeDirectory = BeforeDirectory };
        _entries.ForEach(entry => zip.Add(entry));
        return zip.ToArray();
    }

    public PackageInfo Read(string fileName = "test.apk")
    {
        using var folder = new TestFolder();
        return PackageReader.Read(folder.Write(fileName, ToArray()));
    }

    /// <summary>The one fault that reading ends with.</summary>
    public Fault Fault(string fileName = "test.apk")
    {
        var error = Assert.Throws<DistributionException>(() => Read(fileName))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Faults, Has.Length.EqualTo(1));
        Assert.That(error.Faults[0].Remedy, Is.Not.Null.And.Not.Empty);
        return error.Faults[0];
    }

    /// <summary>An entry of an APK file.</summary>
    public static byte[] Extract(string path, string entry)
    {
        using var package = ZipPackage.Open(path);
        return package.ReadAllBytes(package.Find(entry)!, int.MaxValue);
    }
}
