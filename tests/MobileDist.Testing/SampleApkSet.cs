namespace MobileDist.Testing;

/// <summary>An APK set as bundletool writes one, of the sample's APK.</summary>
public static class SampleApkSet
{
    public const string Master = "splits/base-master.apk";
    public const string Standalone = "standalones/standalone.apk";

    /// <param name="identifier">What its table of contents says.</param>
    /// <param name="paths">Which APKs it names, of <see cref="Master"/> and <see cref="Standalone"/> or others.</param>
    /// <param name="held">Which of them it holds; all when null.</param>
    public static RawZip Make(string identifier = SampleApk.Identifier, string[]? paths = null, string[]? held = null)
    {
        paths ??= [Master, Standalone];
        var set = new ProtoBytes().Message(1, new ProtoBytes().Text(1, "base").Number(6, 1));
        foreach (var path in paths)
        {
            var metadata = path.StartsWith("standalones/", StringComparison.Ordinal) ? (4, new ProtoBytes().Text(1, "base"))
                : (3, new ProtoBytes().Text(1, "").Number(2, path.Contains("master", StringComparison.Ordinal) ? 1UL : 0));
            set.Message(2, new ProtoBytes().Text(2, path).Message(metadata.Item1, metadata.Item2));
        }

        var pack = new ProtoBytes().Message(1, new ProtoBytes().Text(1, "levels").Number(4, 3));
        var toc = new ProtoBytes()
            .Message(1, new ProtoBytes().Message(2, set).Number(3, 1))
            .Message(2, new ProtoBytes().Text(2, SampleAab.BundletoolVersion))
            .Message(3, pack)
            .Text(4, identifier);
        var zip = new RawZip().Add(new RawZipEntry("toc.pb", toc.ToArray()) { Deflated = true });
        var apk = File.ReadAllBytes(SampleApk.FullPath);
        foreach (var path in held ?? paths)
        {
            zip.Add(new RawZipEntry(path, apk));
        }

        return zip;
    }
}
