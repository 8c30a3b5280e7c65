namespace MobileDist.Packages.Android;

/// <summary>For which devices a value is meant (AOSP <c>ResTable_config</c>), as far as a label or an icon is chosen by it.</summary>
/// <param name="Locale">Whose language it is.</param>
/// <param name="Density">Dots per inch; 0 for any that says nothing (160), <see cref="AnyDensity"/>, <see cref="NoDensity"/>.</param>
/// <param name="SdkVersion">From which API level; 0 for all.</param>
/// <param name="IsSpecial">Has further qualifiers: operator, orientation, night, watch, screen size …</param>
internal readonly record struct ResourceConfig(ResourceLocale Locale, ushort Density, ushort SdkVersion, bool IsSpecial)
{
    public const ushort AnyDensity = 0xfffe;
    public const ushort NoDensity = 0xffff;

    private const int LongestKnown = 64;

    /// <summary>Reads the configuration; older tools write a shorter one, the rest of which counts as zero.</summary>
    public static ResourceConfig Read(ByteSource source, int offset)
    {
        Span<byte> bytes = stackalloc byte[LongestKnown];
        bytes.Clear();
        var size = Math.Min(source.UInt32(offset), LongestKnown);
        if (size < 4)
        {
            return default;
        }

        source.Read(offset, bytes[..(int)size]);
        var locale = bytes[8] == 0 ? ResourceLocale.Any
            : bytes[8] != 'e' || bytes[9] != 'n' ? ResourceLocale.Other
            : bytes[10] == 0 ? ResourceLocale.English : ResourceLocale.RegionalEnglish;

        // Locale (8-11), density (14-15), pad (19), API level (24-27) and the finer parts of the locale (36-47, 52-60) are told apart above or do not matter.
        var special = bytes[4..8].ContainsAnyExcept((byte)0) || bytes[12..14].ContainsAnyExcept((byte)0)
            || bytes[16..19].ContainsAnyExcept((byte)0) || bytes[20..24].ContainsAnyExcept((byte)0)
            || bytes[28..36].ContainsAnyExcept((byte)0) || bytes[48..50].ContainsAnyExcept((byte)0);
        return new ResourceConfig(locale, (ushort)(bytes[14] | (bytes[15] << 8)), (ushort)(bytes[24] | (bytes[25] << 8)), special);
    }
}
