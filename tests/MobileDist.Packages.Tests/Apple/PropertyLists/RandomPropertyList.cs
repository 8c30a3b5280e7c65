using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

/// <summary>Values of all types, the same ones for one seed; dates on whole seconds, so that both forms hold them.</summary>
internal static class RandomPropertyList
{
    private static readonly string[] Texts = ["", " ", "a & b <c>", "Café ☕", "𝔘", "line\nline\r\n", new('x', 15), new('é', 300), "]]>"];
    private static readonly Int128[] Integers = [0, 255, 256, 65536, long.MaxValue, long.MinValue, ulong.MaxValue, Int128.MaxValue, Int128.MinValue, -1];

    public static PropertyListValue Make(Random random, int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 => new PropertyListBoolean(random.Next(2) == 0),
        1 => new PropertyListInteger(Integers[random.Next(Integers.Length)]),
        2 => new PropertyListReal(BitConverter.Int64BitsToDouble(random.NextInt64()) is var real && double.IsNaN(real) ? 0.5 : real),
        3 => new PropertyListString(Texts[random.Next(Texts.Length)]),
        4 => new PropertyListData([.. Enumerable.Range(0, random.Next(100)).Select(_ => (byte)random.Next(256))]),
        5 => new PropertyListDate(new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.NextInt64(10_000_000_000))),
        6 => new PropertyListUid((ulong)random.NextInt64()),
        7 or 8 => new PropertyListArray([.. Enumerable.Range(0, random.Next(20)).Select(_ => Make(random, depth - 1))]),
        _ => new PropertyListDictionary(Entries(random, depth)),
    };

    private static ImmutableArray<KeyValuePair<string, PropertyListValue>> Entries(Random random, int depth) =>
        [.. Texts.OrderBy(_ => random.Next()).Take(random.Next(Texts.Length)).Select(key => KeyValuePair.Create(key, Make(random, depth - 1)))];
}
