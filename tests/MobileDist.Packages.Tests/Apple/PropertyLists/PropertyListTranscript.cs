using System.Globalization;
using System.Text;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

/// <summary>One spelling of a value, the same as <c>plistlib_peer.py</c> makes.</summary>
internal static class PropertyListTranscript
{
    public static string Of(PropertyListValue value) => value switch
    {
        PropertyListBoolean flag => flag.Value ? "true" : "false",
        PropertyListInteger integer => "i" + integer.Value.ToString(CultureInfo.InvariantCulture),
        PropertyListReal real => "r" + BitConverter.DoubleToUInt64Bits(real.Value).ToString("x16", CultureInfo.InvariantCulture),
        PropertyListString text => OfText(text.Value),
        PropertyListData data => "b" + Convert.ToHexStringLower(data.Value.AsSpan()),
        PropertyListDate date => "d" + date.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        PropertyListUid uid => "u" + uid.Value.ToString(CultureInfo.InvariantCulture),
        PropertyListArray array => $"[{string.Join(',', array.Items.Select(Of))}]",
        PropertyListDictionary dictionary => $"{{{string.Join(',', dictionary.Entries.Select(entry => OfText(entry.Key) + ":" + Of(entry.Value)))}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };

    private static string OfText(string text) => "s" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
