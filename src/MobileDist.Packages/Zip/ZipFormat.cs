namespace MobileDist.Packages.Zip;

/// <summary>Numbers of the ZIP file format (PKWARE APPNOTE 6.3), and the bounds that we put on packages.</summary>
internal static class ZipFormat
{
    public const uint LocalHeaderSignature = 0x04034b50;
    public const uint CentralRecordSignature = 0x02014b50;
    public const uint EndSignature = 0x06054b50;
    public const uint Zip64EndSignature = 0x06064b50;
    public const uint Zip64LocatorSignature = 0x07064b50;
    public const uint DescriptorSignature = 0x08074b50;

    public const int LocalHeaderSize = 30;
    public const int CentralRecordSize = 46;
    public const int EndSize = 22;
    public const int Zip64EndSize = 56;
    public const int Zip64LocatorSize = 20;

    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    public const ushort EncryptedFlag = 1;
    public const ushort DescriptorFlag = 1 << 3;
    public const ushort StrongEncryptionFlag = 1 << 6;
    public const ushort Utf8Flag = 1 << 11;
    public const ushort MaskedHeadersFlag = 1 << 13;

    /// <summary>Systems that put <c>st_mode</c> into the upper half of the external attributes (APPNOTE 4.4.2).</summary>
    public const byte MadeOnUnix = 3;
    public const byte MadeOnMac = 19;

    public const ushort Zip64ExtraId = 0x0001;

    /// <summary>DEFLATE spends at least two bits on 258 bytes; a claim above that cannot be true.</summary>
    public const long LargestDeflateRatio = 1032;

    /// <summary>From here on an entry counts as large, and has to have a believable ratio.</summary>
    public const long LargeEntry = 64L << 20;

    /// <summary>The ratio that a large entry may have; text stays far below it.</summary>
    public const long LargestBelievableRatio = 200;

    /// <summary>What all entries together may claim to inflate to.</summary>
    public const long LargestTotal = 32L << 30;

    /// <summary>Half a million entries with long names fit in; real packages have a few thousand.</summary>
    public const long LargestCentralDirectory = 64L << 20;
}
