using System.Buffers.Binary;

namespace MobileDist.Packages.Android;

/// <summary>Sets the version in a compiled manifest: the number in its place, the name as one more string of the pool.</summary>
internal static class BinaryManifestEditor
{
    private const int RawValue = 8;
    private const int TypedValue = 12;
    private const byte StringType = 0x03;
    private const byte DecimalType = 0x10;

    /// <param name="manifest">As it is in the package; not changed.</param>
    /// <param name="version">What to set.</param>
    /// <param name="file">For messages.</param>
    public static byte[] Set(byte[] manifest, AndroidVersion version, string file)
    {
        var source = new MemoryBytes(manifest, what => PackageFaults.Manifest(file, what));
        var xml = new BinaryXmlReader(source);
        do
        {
            if (!xml.Read())
            {
                throw source.Malformed("it holds no element 'manifest'");
            }
        }
        while (!xml.IsStart || xml.Depth != 1 || !xml.NameIs("manifest"));

        var edited = manifest.ToArray();
        if (version.Code is { } code)
        {
            var at = Find(AndroidAttribute.VersionCode) ?? throw PackageFaults.NoVersion(file, "android:versionCode", "versionCode");
            Write(edited, at, StringPool.None, DecimalType, (uint)code);

            // The upper half of the code, which would stand in front of the new one.
            if (Find(AndroidAttribute.VersionCodeMajor) is { } major)
            {
                Write(edited, major, StringPool.None, DecimalType, 0);
            }
        }

        if (version.Name is not { } name)
        {
            return edited;
        }

        var attribute = Find(AndroidAttribute.VersionName) ?? throw PackageFaults.NoVersion(file, "android:versionName", "versionName");
        var pool = xml.StringPoolChunk!.Value;
        Write(edited, attribute, (uint)xml.StringCount, StringType, (uint)xml.StringCount);
        var extended = StringPoolEditor.Append(edited.AsSpan(pool.Offset, pool.Size), pool.HeaderSize, name, source);
        var result = new byte[edited.Length - pool.Size + extended.Length];
        edited.AsSpan(0, pool.Offset).CopyTo(result);
        extended.CopyTo(result.AsSpan(pool.Offset));
        edited.AsSpan(pool.End).CopyTo(result.AsSpan(pool.Offset + extended.Length));
        var size = BinaryPrimitives.ReadInt32LittleEndian(result.AsSpan(4));
        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(4), size + extended.Length - pool.Size);
        return result;

        int? Find(uint id)
        {
            if (xml.AttributeOffset(id) is not { } offset)
            {
                return null;
            }

            // Read once through the source, which checks that all of it is there.
            source.Read(offset, stackalloc byte[20]);
            return (int)offset;
        }
    }

    private static void Write(byte[] bytes, int attribute, uint raw, byte type, uint data)
    {
        var span = bytes.AsSpan(attribute);
        BinaryPrimitives.WriteUInt32LittleEndian(span[RawValue..], raw);
        BinaryPrimitives.WriteUInt16LittleEndian(span[TypedValue..], 8);
        span[TypedValue + 2] = 0;
        span[TypedValue + 3] = type;
        BinaryPrimitives.WriteUInt32LittleEndian(span[(TypedValue + 4)..], data);
    }
}
