using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>Opens the well-known files of an APK, with the bounds and the sentences of each.</summary>
internal static class PackedFiles
{
    public const string ManifestName = "AndroidManifest.xml";
    private const string TableName = "resources.arsc";

    // The framework's own manifest, the largest there is, has 220 KB.
    private const int LargestManifest = 16 << 20;

    // A deflated table has to be inflated to be looked up in; a stored one, as every app since Android 11 has, is read in place.
    private const int LargestDeflatedTable = 128 << 20;
    private const int LargestDrawable = 1 << 20;

    public static ByteSource OpenManifest(ZipPackage package) =>
        new MemoryBytes(ReadManifest(package), what => PackageFaults.Manifest(package.FileName, what));

    /// <summary>The bytes of a manifest that looks compiled.</summary>
    public static byte[] ReadManifest(ZipPackage package)
    {
        var file = package.FileName;
        var entry = package.Find(ManifestName) ?? throw PackageFaults.NoManifest(file);
        var bytes = package.ReadAllBytes(entry, LargestManifest);
        if (IsText(bytes))
        {
            throw PackageFaults.TextManifest(file);
        }

        if (IsProtobuf(bytes))
        {
            throw PackageFaults.ProtobufManifest(file);
        }

        return bytes;
    }

    /// <summary>Null when the package has no table.</summary>
    public static ResourceTable? OpenResourceTable(ZipPackage package)
    {
        if (package.Find(TableName) is not { } entry)
        {
            return null;
        }

        DistributionException Malformed(string what) => PackageFaults.ResourceTable(package.FileName, what);
        return ResourceTable.Read(entry.IsStored && entry.UncompressedSize <= int.MaxValue
            ? new FileBytes(package.Handle, entry.DataOffset, (int)entry.UncompressedSize, Malformed)
            : new MemoryBytes(package.ReadAllBytes(entry, LargestDeflatedTable), Malformed));
    }

    /// <summary>A compiled XML drawable.</summary>
    public static BinaryXmlReader OpenDrawable(ZipPackage package, ZipEntry entry) => new(new MemoryBytes(
        package.ReadAllBytes(entry, LargestDrawable), what => PackageFaults.Drawable(package.FileName, entry.Name, what)));

    /// <summary>Text XML begins with '&lt;', behind white space or a byte order mark, in UTF-8 or UTF-16; the compiled form with its type, 3.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> utf8Mark = [0xef, 0xbb, 0xbf];
        ReadOnlySpan<byte> utf16Mark = [0xff, 0xfe];
        ReadOnlySpan<byte> utf16BigEndianMark = [0xfe, 0xff];
        if (bytes.StartsWith(utf16Mark) || bytes.StartsWith(utf16BigEndianMark))
        {
            return true;
        }

        var text = (bytes.StartsWith(utf8Mark) ? bytes[3..] : bytes).TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && text[0] == (byte)'<';
    }

    /// <summary>The protobuf form is one message XmlNode, whose first field is the element: tag 0x0a. No compiled manifest begins so.</summary>
    private static bool IsProtobuf(ReadOnlySpan<byte> bytes) => bytes.Length > 2 && bytes[0] == 0x0a;
}
