using System.Text;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

public sealed class XmlPropertyListTests
{
    private const string DocumentType = "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">";

    private static IEnumerable<TestCaseData> Values()
    {
        yield return Value("<true/>", new PropertyListBoolean(true));
        yield return Value("<false></false>", new PropertyListBoolean(false));
        yield return Value("<integer>-42</integer>", new PropertyListInteger(-42));
        yield return Value("<integer> +7\n</integer>", new PropertyListInteger(7));
        yield return Value("<integer>0x1F</integer>", new PropertyListInteger(31));
        yield return Value("<integer>-170141183460469231731687303715884105728</integer>", new PropertyListInteger(Int128.MinValue));
        yield return Value("<integer>170141183460469231731687303715884105727</integer>", new PropertyListInteger(Int128.MaxValue));
        yield return Value("<real>-1.5e3</real>", new PropertyListReal(-1500));
        yield return Value("<real>+infinity</real>", new PropertyListReal(double.PositiveInfinity));
        yield return Value("<real>nan</real>", new PropertyListReal(double.NaN));
        yield return Value("<date>2026-11-22T13:05:09Z</date>", new PropertyListDate(new DateTimeOffset(2026, 11, 22, 13, 5, 9, TimeSpan.Zero)));
        yield return Value("<data>\n\tAQ\n\tID\n</data>", new PropertyListData([1, 2, 3]));
        yield return Value("<data/>", new PropertyListData([]));
        yield return Value("<string>  </string>", new PropertyListString("  "));
        yield return Value("<string/>", new PropertyListString(""));
        yield return Value("<string>a<!-- no -->b<![CDATA[<c>]]>&amp;&#x41;</string>", new PropertyListString("ab<c>&A"));
        yield return Value("<array/>", new PropertyListArray([]));
        yield return Value("<array><string/><dict/><true/></array>", new PropertyListArray([new PropertyListString(""), PropertyListDictionary.Empty, new PropertyListBoolean(true)]));
        yield return Value("<dict><key>CF$UID</key><integer>7</integer></dict>", new PropertyListUid(7));
        yield return Value("<dict><key>CF$UID</key><integer>-7</integer></dict>", new PropertyListDictionary([new("CF$UID", new PropertyListInteger(-7))]));
    }

    [TestCaseSource(nameof(Values))]
    public void Read_WhenValueIsValid_ReadsIt(string xml, object expected)
    {
        Assert.That(Read($"<plist version=\"1.0\">\n<!-- x -->{xml}\n</plist>\n"), Is.EqualTo(expected));
        Assert.That(Read($"<?xml version=\"1.0\"?>{DocumentType}{xml}"), Is.EqualTo(expected), "CoreFoundation does without the plist element, too");
    }

    private static IEnumerable<TestCaseData> Encodings()
    {
        const string Text = "<plist><string>Café</string></plist>";
        yield return new TestCaseData(Encoding.UTF8.GetBytes(Text)).SetArgDisplayNames("UTF-8");
        yield return new TestCaseData((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='UTF-8'?>" + Text)]).SetArgDisplayNames("UTF-8 with mark");
        yield return new TestCaseData((byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<?xml version='1.0' encoding='UTF-16'?>" + Text)]).SetArgDisplayNames("UTF-16 little-endian");
        yield return new TestCaseData((byte[])[.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)]).SetArgDisplayNames("UTF-16 big-endian");
        yield return new TestCaseData(Encoding.BigEndianUnicode.GetBytes(Text)).SetArgDisplayNames("UTF-16 without mark");
        yield return new TestCaseData(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + Text)).SetArgDisplayNames("ISO-8859-1");
        yield return new TestCaseData(Encoding.ASCII.GetBytes("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>" + Text.Replace("é", "&#233;", StringComparison.Ordinal))).SetArgDisplayNames("US-ASCII");
    }

    [TestCaseSource(nameof(Encodings))]
    public void Read_WhenEncodingIsKnown_ReadsTheText(byte[] bytes) => Assert.That(PropertyList.Read(bytes, "test"), Is.EqualTo(new PropertyListString("Café")));

    [TestCase("<plist/>", "its 'plist' element is empty")]
    [TestCase("<plist></plist>", "its 'plist' element is empty")]
    [TestCase("<plist><true/><true/></plist>", "a second value, 'true'")]
    [TestCase("<plist><dict><true/></dict></plist>", "'true' stands where a 'key' is due")]
    [TestCase("<plist><dict><key>a</key></dict></plist>", "the key 'a' has no value")]
    [TestCase("<plist><dict><key>a</key><true/><key>a</key><true/></dict></plist>", "the key 'a' stands twice")]
    [TestCase("<plist><dict>text</dict></plist>", "the text 'text' stands between")]
    [TestCase("<plist><array><key>a</key></array></plist>", "holds the element 'key'")]
    [TestCase("<plist><set/></plist>", "holds the element 'set'")]
    [TestCase("<plist><string>a<b/></string></plist>", "'b' stands inside a 'string'")]
    [TestCase("<plist><true>yes</true></plist>", "its 'true' holds text")]
    [TestCase("<plist><integer/></plist>", "'' is not valid in 'integer'")]
    [TestCase("<plist><integer>1.5</integer></plist>", "'1.5' is not valid in 'integer'")]
    [TestCase("<plist><integer>170141183460469231731687303715884105728</integer></plist>", "is not valid in 'integer'")]
    [TestCase("<plist><integer>--1</integer></plist>", "'--1' is not valid in 'integer'")]
    [TestCase("<plist><real>1,5</real></plist>", "'1,5' is not valid in 'real'")]
    [TestCase("<plist><date>yesterday</date></plist>", "'yesterday' is not valid in 'date'")]
    [TestCase("<plist><date>2026-13-01T00:00:00Z</date></plist>", "is not valid in 'date'")]
    [TestCase("<plist><data>A</data></plist>", "its 'data' is not valid base64")]
    [TestCase("<plist><string>&nbsp;</string></plist>", "it is no well-formed XML at line '1'")]
    [TestCase("<plist><string>a</plist>", "it is no well-formed XML at line '1'")]
    [TestCase("<plist><string>a</string></plist><plist/>", "it is no well-formed XML at line '1'")]
    [TestCase("<plist><string>\u0001</string></plist>", "it is no well-formed XML at line '1'")]
    [TestCase("<?xml version='1.0' encoding='EBCDIC'?><plist/>", "it declares the encoding 'EBCDIC'")]
    public void Read_WhenFileIsMalformed_SaysWhat(string xml, string expected) => Assert.That(Fault(Encoding.UTF8.GetBytes(xml)), Does.Contain(expected));

    [TestCase("<!DOCTYPE plist [<!ENTITY a \"b\">]><plist><string>&a;</string></plist>")]
    [TestCase("<!DOCTYPE plist PUBLIC \"a[b\" 'c]d' [ ]><plist><string>x</string></plist>")]
    [TestCase("<?xml version=\"1.0\"?><!-- [ --><?pi [?>\n<!DOCTYPE plist SYSTEM \"file:///etc/passwd\" [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><plist><true/></plist>")]
    public void Read_WhenDocumentTypeDeclaresAnything_Refuses(string xml) =>
        Assert.That(Fault(Encoding.UTF8.GetBytes(xml)), Does.Contain("declares entities or elements of its own"));

    [Test]
    public void Read_WhenDocumentTypeNamesAFile_NeverOpensIt()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("missing.dtd");

        Assert.That(Read($"<!DOCTYPE plist SYSTEM \"{new Uri(path)}\"><plist><string>&lt;</string></plist>"), Is.EqualTo(new PropertyListString("<")));
    }

    [Test]
    public void Read_WhenNestedTooDeep_SaysSo()
    {
        Assert.That(Read(Nested(PropertyListBounds.Deepest)), Is.InstanceOf<PropertyListArray>());
        Assert.That(Fault(Encoding.UTF8.GetBytes(Nested(PropertyListBounds.Deepest + 1))), Does.Contain("deeper than '128' levels"));
        Assert.That(Fault(Encoding.UTF8.GetBytes(Nested(200_000))), Does.Contain("deeper than '128' levels"));
    }

    [Test]
    public void Read_WhenTextIsInvalid_SaysTheEncoding()
    {
        Assert.That(Fault([.. "<plist><string>"u8, 0xff, .. "</string></plist>"u8]), Does.Contain("not valid 'utf-8'"));
        Assert.That(Fault([0xff, 0xfe, .. "<"u8, 0, 0x00, 0xd8, .. "a"u8, 0]), Does.Contain("not valid 'utf-16'"));
    }

    [TestCase("")]
    [TestCase("bpl")]
    [TestCase("{ a = b; }")]
    [TestCase("\u00ef\u00bb\u00bf")]
    public void Read_WhenFileIsNeitherForm_SaysSo(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);

        Assert.That(PropertyList.FormatOf(bytes), Is.Null);
        Assert.That(Fault(bytes), Does.Contain("is no property list"));
    }

    [Test]
    public void Read_WhenFileIsTooLarge_IsNotRead() =>
        Assert.That(Fault(new byte[PropertyListBounds.LargestFile + 1]), Does.Contain($"has '{PropertyListBounds.LargestFile + 1}' bytes"));

    [Test]
    public void ReadDictionary_WhenTopIsAnother_SaysSo() => Assert.That(
        () => PropertyList.ReadDictionary(Encoding.UTF8.GetBytes("<plist><array/></plist>"), "Info.plist"),
        Throws.TypeOf<DistributionException>().With.Message.EqualTo("The property list 'Info.plist' holds no dictionary at its top."));

    private static string Nested(int depth) =>
        $"<plist>{string.Concat(Enumerable.Repeat("<array>", depth))}{string.Concat(Enumerable.Repeat("</array>", depth))}</plist>";

    private static TestCaseData Value(string xml, PropertyListValue value) => new TestCaseData(xml, value).SetArgDisplayNames(xml);

    private static PropertyListValue Read(string xml) => PropertyList.Read(Encoding.UTF8.GetBytes(xml), "test");

    private static string Fault(byte[] bytes)
    {
        var error = Assert.Throws<DistributionException>(() => PropertyList.Read(bytes, "Info.plist"))!;
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Faults[0].Remedy, Is.Not.Empty);
        return error.Message;
    }
}
