using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android.Bundles;

/// <summary>An app bundle of a few files, each as the test wants it.</summary>
internal sealed class TestBundle(byte[] manifest)
{
    public const string Identifier = "com.example.test";
    private const string AndroidNamespace = "http://schemas.android.com/apk/res/android";

    public byte[]? Resources { get; init; }

    public byte[]? FeatureManifest { get; init; }

    public (string Name, byte[] Data)[] More { get; init; } = [];

    public PackageInfo Read() => Zip().Read("test.aab");

    public Fault Fault() => Zip().Fault("test.aab");

    public static byte[] Node(ProtoBytes element) => new ProtoBytes().Message(1, element).ToArray();

    public static ProtoBytes Manifest(params ProtoBytes[] attributes) =>
        Element("manifest", [new ProtoBytes().Text(2, "package").Text(3, Identifier), .. attributes]);

    public static ProtoBytes Element(string name, params ProtoBytes[] attributes) =>
        attributes.Aggregate(new ProtoBytes().Text(3, name), (element, attribute) => element.Message(4, attribute));

    public static ProtoBytes With(ProtoBytes element, params ProtoBytes[] children) =>
        children.Aggregate(element, (parent, child) => parent.Message(5, new ProtoBytes().Message(1, child)));

    public static ProtoBytes Attribute(uint id, string value, ProtoBytes? item = null)
    {
        var attribute = new ProtoBytes().Text(1, AndroidNamespace).Text(2, "stripped").Text(3, value).Number(5, id);
        return item is null ? attribute : attribute.Message(6, item);
    }

    public static ProtoBytes Text(string text) => new ProtoBytes().Message(2, new ProtoBytes().Text(1, text));

    public static ProtoBytes Hexadecimal(uint number) => new ProtoBytes().Message(7, new ProtoBytes().Number(7, number));

    public static ProtoBytes Boolean(bool value) => new ProtoBytes().Message(7, new ProtoBytes().Number(8, value ? 1UL : 0));

    public static ProtoBytes Reference(uint id) => new ProtoBytes().Message(1, new ProtoBytes().Number(2, id));

    public static byte[] Table(params (uint Id, ProtoBytes Entry)[] entries)
    {
        var package = new ProtoBytes().Message(1, new ProtoBytes().Number(1, entries[0].Id >> 24));
        foreach (var type in entries.GroupBy(entry => (entry.Id >> 16) & 0xff))
        {
            package.Message(3, type.Aggregate(new ProtoBytes().Message(1, new ProtoBytes().Number(1, type.Key)), (written, entry) => written.Message(3, entry.Entry)));
        }

        return new ProtoBytes().Message(2, package).ToArray();
    }

    public static (uint Id, ProtoBytes Entry) Resource(uint id, params (string Locale, ProtoBytes Item)[] values)
    {
        var entry = new ProtoBytes().Message(1, new ProtoBytes().Number(1, id & 0xffff));
        foreach (var (locale, item) in values)
        {
            entry.Message(6, new ProtoBytes().Message(1, new ProtoBytes().Text(3, locale)).Message(2, new ProtoBytes().Message(4, item)));
        }

        return (id, entry);
    }

    private TestApk Zip()
    {
        var zip = new TestApk().With(SampleAab.BaseManifest, manifest, deflated: true);
        if (Resources is not null)
        {
            zip.With("base/resources.pb", Resources);
        }

        if (FeatureManifest is not null)
        {
            zip.With(SampleAab.FeatureManifest, FeatureManifest);
        }

        return More.Aggregate(zip, (package, file) => package.With(file.Name, file.Data));
    }
}
