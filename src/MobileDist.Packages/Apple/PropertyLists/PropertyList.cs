namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>
/// Reads and writes property lists in Apple's XML form (plist(5), PropertyList-1.0.dtd) and binary form (CFBinaryPList).
/// What two readers could understand differently is refused: keys that stand twice, trailing data, ill-formed text.
/// </summary>
public static class PropertyList
{
    /// <summary>Finds the form by the content and reads it.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="DistributionException">
    /// <see cref="ExitCode.Unfit"/>: neither form, malformed, too large or too deep, with entities of its own, or with shared
    /// references that go round or blow up.
    /// </exception>
    public static PropertyListValue Read(ReadOnlyMemory<byte> bytes, string source)
    {
        if (bytes.Length > PropertyListBounds.LargestFile)
        {
            throw AppleFaults.PropertyListTooLarge(source, bytes.Length);
        }

        return FormatOf(bytes.Span) switch
        {
            PropertyListFormat.Binary => BinaryPropertyListReader.Read(bytes, source),
            PropertyListFormat.Xml => XmlPropertyListReader.Read(bytes.Span, source),
            _ => throw AppleFaults.NoPropertyList(source),
        };
    }

    /// <summary>Reads one whose top is a dictionary, as that of every file in a bundle.</summary>
    /// <inheritdoc cref="Read"/>
    public static PropertyListDictionary ReadDictionary(ReadOnlyMemory<byte> bytes, string source) =>
        Read(bytes, source) as PropertyListDictionary ?? throw AppleFaults.NoDictionary(source);

    /// <summary>Which form the bytes begin like; null when like neither.</summary>
    public static PropertyListFormat? FormatOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("bplist"u8))
        {
            return PropertyListFormat.Binary;
        }

        var start = bytes switch
        {
            [0xef, 0xbb, 0xbf, ..] => 3,
            [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => 2,
            _ => 0,
        };

        // Zeros are the other halves of UTF-16 characters.
        var first = bytes[start..].IndexOfAnyExcept(" \t\r\n\0"u8);
        return first >= 0 && bytes[start + first] == '<' ? PropertyListFormat.Xml : null;
    }

    /// <summary>
    /// The file for a value, dictionaries in the order of their entries. XML comes out as CoreFoundation writes it (UTF-8,
    /// tabs, data on lines of its own); binary with equal scalars stored once, as CoreFoundation does.
    /// </summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: XML cannot hold a character of some text (a control character).</exception>
    public static byte[] Write(PropertyListValue value, PropertyListFormat format) =>
        format == PropertyListFormat.Binary ? BinaryPropertyListWriter.Write(value) : XmlPropertyListWriter.Write(value);
}
