namespace MobileDist.Testing.Apple;

/// <summary>The committed Mach-O files, as <c>MachO/make.sh</c> made them with clang and ld64.lld.</summary>
public static class TestMachO
{
    /// <summary>An arm64 executable for iOS 15, not signed, with 32 bytes free behind its load commands.</summary>
    public const string App = "app.macho";

    /// <summary>The same, with a signature of the linker.</summary>
    public const string LinkerSigned = "linker-signed.macho";

    /// <summary>The same, without a byte free.</summary>
    public const string NoRoom = "no-room.macho";

    /// <summary>The same, with an Info.plist in it.</summary>
    public const string EmbeddedInfo = "embedded-info.macho";

    /// <summary>An arm64 dylib.</summary>
    public const string Library = "library.macho";

    /// <summary>A fat dylib: x86_64 for the simulator, arm64 for devices.</summary>
    public const string Fat = "fat.macho";

    /// <summary>An arm64_32 dylib for watchOS 6, whose header and load commands are of the 32-bit form.</summary>
    public const string Watch = "watch.macho";

    /// <summary>An armv7 object file.</summary>
    public const string ObjectFile = "object-armv7.macho";

    public static string PathOf(string name) => RepositoryRoot.Combine("tests", "MobileDist.Testing", "Apple", "MachO", name);

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>The script that recomputes all digests of a signature without our code.</summary>
    public static string Checker => RepositoryRoot.Combine("tests", "MobileDist.Testing", "Apple", "check_code_signature.py");

    /// <summary>A fat file of thin ones, in the 64-bit form of the header.</summary>
    public static byte[] Fat64(params byte[][] slices)
    {
        const int Alignment = 0x4000;
        var table = new MemoryStream();
        var body = new MemoryStream();
        Number(table, 0xcafebabf, 4);
        Number(table, (ulong)slices.Length, 4);
        foreach (var slice in slices)
        {
            body.SetLength((body.Length + Alignment - 1) / Alignment * Alignment);
            body.Position = body.Length;
            table.Write([slice[7], slice[6], slice[5], slice[4], slice[11], slice[10], slice[9], slice[8]]);
            Number(table, (ulong)(Alignment + body.Length), 8);
            Number(table, (ulong)slice.Length, 8);
            Number(table, 14, 4);
            Number(table, 0, 4);
            body.Write(slice);
        }

        table.SetLength(Alignment);
        return [.. table.ToArray(), .. body.ToArray()];
    }

    private static void Number(MemoryStream stream, ulong value, int bytes)
    {
        for (var shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        {
            stream.WriteByte((byte)(value >> shift));
        }
    }
}
