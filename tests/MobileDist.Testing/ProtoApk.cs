using System.IO.Compression;

namespace MobileDist.Testing;

/// <summary>The base module of an app bundle in the form that aapt2 reads and converts: an APK with protobuf manifest and resources.</summary>
public static class ProtoApk
{
    /// <returns>The output's path.</returns>
    public static string OfBase(string bundle, string output)
    {
        using var source = ZipFile.OpenRead(bundle);
        using var target = ZipFile.Open(output, ZipArchiveMode.Create);
        foreach (var entry in source.Entries.Where(entry => entry.FullName.StartsWith("base/", StringComparison.Ordinal)))
        {
            var name = entry.FullName["base/".Length..];
            using var from = entry.Open();
            using var to = target.CreateEntry(name is "manifest/AndroidManifest.xml" ? "AndroidManifest.xml" : name).Open();
            from.CopyTo(to);
        }

        return output;
    }
}
