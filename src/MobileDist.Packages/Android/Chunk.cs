namespace MobileDist.Packages.Android;

/// <summary>
/// The head of every piece of a binary XML file or a resource table (AOSP <c>ResChunk_header</c>): type, size of the
/// head, size of the whole.
/// </summary>
internal readonly record struct Chunk(int Offset, ushort Type, ushort HeaderSize, int Size)
{
    public const ushort StringPool = 0x0001;
    public const ushort ResourceTable = 0x0002;
    public const ushort Xml = 0x0003;
    public const ushort StartElement = 0x0102;
    public const ushort EndElement = 0x0103;
    public const ushort XmlNodeFirst = 0x0100;
    public const ushort XmlNodeLast = 0x017f;
    public const ushort ResourceMap = 0x0180;
    public const ushort Package = 0x0200;
    public const ushort ResourceType = 0x0201;

    private const int SmallestHeader = 8;

    /// <summary>First byte after the head.</summary>
    public int Body => Offset + HeaderSize;

    /// <summary>First byte after the chunk.</summary>
    public int End => Offset + Size;

    /// <summary>Whether another chunk can begin here; a few stray bytes at an end are padding.</summary>
    public static bool FitsAt(int offset, int end) => offset <= end - SmallestHeader;

    /// <summary>Reads the head; the whole chunk lies before <paramref name="end"/>, and is at least as long as its head.</summary>
    public static Chunk Read(ByteSource source, int offset, int end)
    {
        var type = source.UInt16(offset);
        var headerSize = source.UInt16(offset + 2L);
        var size = source.UInt32(offset + 4L);
        if (headerSize < SmallestHeader || headerSize > size)
        {
            throw source.Malformed($"the chunk at byte {offset} (type 0x{type:x4}) gives its head as {headerSize} bytes of {size}");
        }

        if (size > end - offset)
        {
            throw source.Malformed($"the chunk at byte {offset} (type 0x{type:x4}) claims {size} bytes, and {end - offset} are there: it is truncated");
        }

        return new Chunk(offset, type, headerSize, (int)size);
    }

    /// <summary>The chunk itself when its head is long enough for the fields that this type needs.</summary>
    public Chunk WithHeader(ByteSource source, int needed) => HeaderSize >= needed
        ? this
        : throw source.Malformed($"the chunk at byte {Offset} (type 0x{Type:x4}) has a head of {HeaderSize} bytes, and its fields need {needed}");
}
