using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>The Mach-O files of the sample app, unsigned.</summary>
internal static class SampleCode
{
    private static readonly Lazy<byte[]> LazyApp = new(() => Read("Sample"));
    private static readonly Lazy<byte[]> LazyExtension = new(() => Read("PlugIns/Share.appex/Share"));
    private static readonly Lazy<byte[]> LazyLibrary = new(() => Read("Frameworks/SampleKit.framework/SampleKit"));

    public static string Package { get; } = RepositoryRoot.Combine("samples", "ios", "Sample-unsigned.ipa");

    public static byte[] App => LazyApp.Value;

    public static byte[] Extension => LazyExtension.Value;

    public static byte[] Library => LazyLibrary.Value;

    private static byte[] Read(string path)
    {
        using var package = ZipPackage.Open(Package);
        return package.ReadAllBytes(package.Find($"Payload/Sample.app/{path}")!, 1 << 24);
    }
}
