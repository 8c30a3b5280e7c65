using System.Collections.Immutable;
using System.Text;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

public sealed class PropertyListWriterTests
{
    private static readonly ImmutableArray<byte> Bytes = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [Test]
    public void Write_WhenFormIsXml_WritesAsCoreFoundationDoes()
    {
        var value = new PropertyListDictionary(
        [
            new("zebra first & <last>", new PropertyListString("a & b <c> \"d\" 'e' Café ☕ 𝔘\r\n\ttab")),
            new("empty", new PropertyListString("")),
            new("numbers", new PropertyListArray([new PropertyListInteger(-1), new PropertyListInteger(Int128.MaxValue), Real(20), Real(0.1), Real(0), Real(-0.0), Real(1e-5), Real(0.0001), Real(1e17), Real(12345678901234567), Real(-2.5e-300), Real(double.NaN), Real(double.PositiveInfinity), Real(double.NegativeInfinity)])),
            new("flags", new PropertyListArray([new PropertyListBoolean(true), new PropertyListBoolean(false)])),
            new("date", new PropertyListDate(new DateTimeOffset(2026, 11, 22, 15, 5, 9, TimeSpan.FromHours(2)))),
            new("data", new PropertyListData(Bytes)),
            new("none", new PropertyListData([])),
            new("uid", new PropertyListUid(7)),
            new("containers", new PropertyListArray([PropertyListDictionary.Empty, new PropertyListArray([]), new PropertyListArray([new PropertyListArray([new PropertyListData(Bytes)])])])),
        ]);

        Approved.Verify("AllTypes.approved.plist", Encoding.UTF8.GetString(PropertyList.Write(value, PropertyListFormat.Xml)));
    }

    [Test]
    public void Write_WhenDataIsNestedDeep_KeepsLinesOfThreeQuads()
    {
        PropertyListValue value = new PropertyListData(Bytes);
        for (var depth = 0; depth < 12; depth++)
        {
            value = new PropertyListArray([value]);
        }

        var lines = Encoding.UTF8.GetString(PropertyList.Write(value, PropertyListFormat.Xml)).Split('\n');

        Assert.That(lines.Single(line => line.EndsWith("AAECAwQFBgcI", StringComparison.Ordinal)), Is.EqualTo(new string('\t', 12) + "AAECAwQFBgcI"));
        Assert.That(PropertyList.Read(PropertyList.Write(value, PropertyListFormat.Xml), "test"), Is.EqualTo(value));
    }

    [Test]
    public void WriteAndRead_WhenValueIsAny_ComesBackEqualInBothForms([Values] PropertyListFormat format)
    {
        var random = new Random(4);
        for (var round = 0; round < 300; round++)
        {
            var value = RandomPropertyList.Make(random, 4);

            var bytes = PropertyList.Write(value, format);

            Assert.That(PropertyList.FormatOf(bytes), Is.EqualTo(format));
            var back = PropertyList.Read(bytes, "test");
            Assert.That(PropertyListTranscript.Of(back), Is.EqualTo(PropertyListTranscript.Of(value)), $"round {round}");
            Assert.That(PropertyList.Write(back, format), Is.EqualTo(bytes), $"round {round}");
        }
    }

    [Test]
    public void Write_WhenFormIsBinary_StoresEqualScalarsOnce()
    {
        var twice = new PropertyListArray([new PropertyListString("text"), new PropertyListString("text"), new PropertyListData(Bytes), new PropertyListData(Bytes), Real(0), Real(-0.0)]);

        var bytes = PropertyList.Write(twice, PropertyListFormat.Binary);

        Assert.That(bytes[^24..^16], Is.EqualTo(BinaryPropertyListBytes.Number(5, 8)), "the array, the text, the data, and two zeros");
        Assert.That(PropertyListTranscript.Of(PropertyList.Read(bytes, "test")), Is.EqualTo(PropertyListTranscript.Of(twice)));
    }

    [TestCase("U+0001", 0x01)]
    [TestCase("U+FFFF", 0x61, 0xffff)]
    [TestCase("U+D800", 0xd800)]
    [TestCase("U+DC00", 0xdc00, 0xd800)]
    public void Write_WhenXmlCannotHoldACharacter_SaysWhich(string name, params int[] characters)
    {
        var text = string.Concat(characters.Select(character => (char)character));

        Assert.That(
            () => PropertyList.Write(new PropertyListString(text), PropertyListFormat.Xml),
            Throws.TypeOf<DistributionException>().With.Message.EqualTo($"The character '{name}' cannot be written to an XML property list."));
    }

    private static PropertyListReal Real(double value) => new(value);
}
