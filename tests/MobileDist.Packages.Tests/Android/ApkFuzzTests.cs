using MobileDist.Packages.Android;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

/// <summary>Thousands of ways to break real files, always the same ones: only our own error comes out, soon and without taking memory.</summary>
public sealed class ApkFuzzTests
{
    private static readonly byte[] Signer = TestSignature.Certificate("CN=Signer");
    private static readonly byte[] Cms = TestSignature.Cms([Signer], 0);

    private readonly Dictionary<string, byte[]> _contents = new(StringComparer.Ordinal);
    private readonly byte[] _manifest = TestApk.Extract(SampleApk.FullPath, "AndroidManifest.xml");
    private readonly byte[] _table = TestApk.Extract(SampleApk.FullPath, "resources.arsc");

    [Test]
    public void Manifest_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        var accepted = Fuzzing.Run(_manifest, 8000, 1, bytes =>
        {
            var manifest = ManifestReader.Read(new MemoryBytes(bytes, Fuzzing.Malformed));
            var resources = new ResourceResolver(manifest.Strings, () => null);
            Array.ForEach([manifest.VersionName, manifest.Label, manifest.MinSdk, manifest.TargetSdk, manifest.VersionCode], value => resources.Text(value));
        });

        Assert.That(accepted, Is.InRange(100, 7900), "both outcomes occur");
    }

    [Test]
    public void Table_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        var accepted = Fuzzing.Run(_table, 6000, 2, bytes => LookUpAll(ResourceTable.Read(new MemoryBytes(bytes, Fuzzing.Malformed))));

        Assert.That(accepted, Is.InRange(100, 5900), "both outcomes occur");
    }

    [Test]
    public void Drawable_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        var drawable = TestApk.Extract(SampleApk.FullPath, "res/mipmap-anydpi-v26/ic_launcher.xml");

        Assert.That(Fuzzing.Run(drawable, 4000, 3, bytes => DrawableReader.ReadLayers(new BinaryXmlReader(new MemoryBytes(bytes, Fuzzing.Malformed)))), Is.InRange(100, 3900));
    }

    [Test]
    public void JarSignature_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        var cms = TestSignature.Cms([TestSignature.Certificate("CN=One"), TestSignature.Certificate("CN=Two")], 1);

        Assert.That(Fuzzing.Run(cms, 4000, 4, bytes => CmsSigners.Read(bytes, "test.apk", "META-INF/CERT.RSA")), Is.InRange(100, 3900));
    }

    [Test]
    public void Library_WhenBytesAreBroken_NeverThrows() => Assert.That(
        Fuzzing.Run(TestElf.Of(2, 16384, 4096)[..400], 4000, 5, bytes => ElfImage.Read64BitLoadAlignment(new MemoryStream(bytes))), Is.EqualTo(4000));

    [Test]
    public void Package_WhenBytesAreBroken_ThrowsOnlyOurError()
    {
        using var folder = new TestFolder();
        var whole = Whole().ToArray();

        Fuzzing.Run(whole, 1500, 6, bytes => PackageReader.Read(folder.Write("test.apk", bytes)));
    }

    [Test]
    public void Package_WhenOneFileInItIsBroken_ThrowsOnlyOurError()
    {
        using var folder = new TestFolder();
        var random = new Random(7);
        string[] names = ["AndroidManifest.xml", "resources.arsc", "res/mipmap-anydpi-v26/ic_launcher.xml", "META-INF/CERT.RSA", "lib/arm64-v8a/libsample.so"];
        var originals = names.ToDictionary(name => name, ContentOf, StringComparer.Ordinal);
        var accepted = 0;
        for (var i = 0; i < 1200; i++)
        {
            var name = names[i % names.Length];
            var bytes = Whole().With(name, Mutation.Of(originals[name], random)).ToArray();
            accepted += Fuzzing.Accepts(() => PackageReader.Read(folder.Write("test.apk", bytes)), $"round {i}, {name}") ? 1 : 0;
        }

        Assert.That(accepted, Is.InRange(100, 1100), "both outcomes occur");
    }

    private TestApk Whole()
    {
        var block = TestSignature.Block((ApkSigningBlockIds.V2, TestSignature.SchemeValue(false, [[Signer]])), (ApkSigningBlockIds.V3, TestSignature.SchemeValue(true, [[Signer]])));
        string[] names = ["AndroidManifest.xml", "resources.arsc", "res/mipmap-anydpi-v26/ic_launcher.xml", "META-INF/CERT.SF", "META-INF/CERT.RSA", "lib/arm64-v8a/libsample.so"];
        return names.Aggregate(new TestApk { BeforeDirectory = block }, (apk, name) => apk.With(name, ContentOf(name), deflated: name.EndsWith(".xml", StringComparison.Ordinal)));
    }

    private byte[] ContentOf(string name)
    {
        if (!_contents.TryGetValue(name, out var content))
        {
            content = name switch
            {
                "META-INF/CERT.SF" => [1],
                "META-INF/CERT.RSA" => Cms,
                _ => TestApk.Extract(SampleApk.FullPath, name),
            };
            _contents.Add(name, content);
        }

        return content;
    }

    private static void LookUpAll(ResourceTable table)
    {
        for (var type = 0U; type < 8; type++)
        {
            for (var entry = 0U; entry < 4; entry++)
            {
                foreach (var found in table.Find(0x7f000000 | (type << 16) | entry))
                {
                    table.Text(found.Value);
                }
            }
        }
    }
}
