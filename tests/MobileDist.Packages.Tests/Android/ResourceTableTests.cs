using System.Buffers.Binary;

namespace MobileDist.Packages.Tests.Android;

public sealed class ResourceTableTests
{
    private const uint Label = 0x7f010003;

    private static IEnumerable<TestCaseData> Forms()
    {
        foreach (var index in new[] { 0, 1, 2 })
        {
            foreach (var compact in new[] { false, true })
            {
                foreach (var utf8 in new[] { false, true })
                {
                    yield return new TestCaseData(index, compact, utf8).SetArgDisplayNames(
                        index switch { 0 => "Plain", 1 => "Sparse", _ => "Offset16" }, compact ? "Compact" : "Full", utf8 ? "Utf8" : "Utf16");
                }
            }
        }
    }

    [TestCaseSource(nameof(Forms))]
    public void Read_WhenTableIsInThisForm_FindsTheLabel(int index, bool compact, bool utf8)
    {
        var table = new CompiledTable { Index = index, CompactEntries = compact, Utf8 = utf8 };
        for (var i = 0; i < 9; i++)
        {
            table.Text(0x7f010000 + (uint)(7 * i), $"Text {i}").Text(0x7f010000 + (uint)(7 * i), $"Texte {i}", new TableConfig("fr"));
        }

        Assert.Multiple(() =>
        {
            Assert.That(LabelOf(table, 0x7f010000), Is.EqualTo("Text 0"));
            Assert.That(LabelOf(table, 0x7f010000 + 28), Is.EqualTo("Text 4"));
            Assert.That(LabelOf(table, 0x7f010000 + 56), Is.EqualTo("Text 8"));
            Assert.That(LabelOf(table, 0x7f010000 + 29), Is.EqualTo("com.example.app"), "none between");
            Assert.That(LabelOf(table, 0x7f010000 + 60), Is.EqualTo("com.example.app"), "none behind");
        });
    }

    [Test]
    public void Read_WhenLabelIsInManyLanguages_PrefersTheDefault()
    {
        var table = new CompiledTable().Text(Label, "Deutsch", new TableConfig("de")).Text(Label, "English", new TableConfig("en"))
            .Text(Label, "Landscape", new TableConfig(Orientation: 2)).Text(Label, "Default").Text(Label, "Later", new TableConfig(Sdk: 30));

        Assert.That(LabelOf(table), Is.EqualTo("Default"));
    }

    [Test]
    public void Read_WhenThereIsNoDefault_PrefersEnglish()
    {
        var table = new CompiledTable().Text(Label, "Deutsch", new TableConfig("de")).Text(Label, "British", new TableConfig("en", "GB")).Text(Label, "English", new TableConfig("en"));

        Assert.That(LabelOf(table), Is.EqualTo("English"));
    }

    [Test]
    public void Read_WhenThereIsOnlyRegionalEnglish_PrefersIt()
    {
        var table = new CompiledTable().Text(Label, "Deutsch", new TableConfig("de")).Text(Label, "British", new TableConfig("en", "GB"));

        Assert.That(LabelOf(table), Is.EqualTo("British"));
    }

    [Test]
    public void Read_WhenThereIsNoEnglish_TakesTheFirst()
    {
        var table = new CompiledTable().Text(Label, "Deutsch", new TableConfig("de")).Text(Label, "Français", new TableConfig("fr"));

        Assert.That(LabelOf(table), Is.EqualTo("Deutsch"));
    }

    [Test]
    public void Read_WhenConfigurationIsOfAnOldTool_FindsTheLabel() =>
        Assert.That(LabelOf(new CompiledTable().Text(Label, "Français", new TableConfig("fr") { Size = 28 }).Text(Label, "Old", new TableConfig { Size = 28 })), Is.EqualTo("Old"));

    [Test]
    public void Read_WhenReferencesAreChained_FollowsThem()
    {
        var table = new CompiledTable();
        for (var i = 0U; i < 18; i++)
        {
            table.Reference(Label + i, Label + i + 1);
        }

        Assert.That(LabelOf(table.Text(Label + 18, "The end")), Is.EqualTo("The end"));
    }

    [Test]
    public void Read_WhenReferencesRunInACircle_FallsBack() =>
        Assert.That(LabelOf(new CompiledTable().Reference(Label, Label + 1).Reference(Label + 1, Label)), Is.EqualTo("com.example.app"));

    [Test]
    public void Read_WhenLabelIsANumber_ShowsIt() => Assert.That(LabelOf(new CompiledTable().Value(Label, 0x10, 2048)), Is.EqualTo("2048"));

    [Test]
    public void Read_WhenPackageOffsetsItsTypes_FindsTheLabel() =>
        Assert.That(LabelOf(new CompiledTable { TypeIdOffset = 8 }.Text(0x7f090001, "Feature"), 0x7f090001), Is.EqualTo("Feature"));

    [Test]
    public void Read_WhenTextIsBeyondTheBasicPlane_DecodesTheSurrogates() =>
        Assert.That(LabelOf(new CompiledTable().Text(Label, "a🎉é한🚀z")), Is.EqualTo("a🎉é한🚀z"));

    [Test]
    public void Read_WhenTextIsLong_DecodesBothLengths([Values] bool utf8)
    {
        // Longer than one length byte can say; only its beginning is shown.
        var label = LabelOf(new CompiledTable { Utf8 = utf8 }.Text(Label, new string('é', 300)));

        Assert.That(label, Is.EqualTo(new string('é', 256) + "…"));
    }

    [Test]
    public void Read_WhenTableIsDeflated_FindsTheLabel()
    {
        var apk = new TestApk().With(CompiledXml.LabelledBy(Label)).With("resources.arsc", new CompiledTable().Text(Label, "Packed").ToArray(), deflated: true);

        Assert.That(apk.Read().Label, Is.EqualTo("Packed"));
    }

    [Test]
    public void Read_WhenTableIsNotNeeded_DoesNotMindThatItIsBroken() =>
        Assert.That(new TestApk().With(CompiledXml.Manifest()).With("resources.arsc", [1, 2, 3]).Read().Label, Is.EqualTo("com.example.app"));

    [TestCase(0, 0x0003u, "it begins with type 0x0003")]
    [TestCase(4, 0x00ffffffu, "it is truncated")]
    [TestCase(20, 0x7fffffffu, "string pool at byte 12 claims 2147483647 strings")]
    public void Read_WhenTableIsBroken_SaysWhere(int at, uint value, string expected)
    {
        var bytes = new CompiledTable().Text(Label, "text").ToArray();
        if (at == 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        }

        var fault = new TestApk().With(CompiledXml.LabelledBy(Label)).With("resources.arsc", bytes).Fault();

        Assert.That(fault.Headline, Does.StartWith("The resource table 'resources.arsc' in 'test.apk' is broken: "));
        Assert.That(fault.Headline, Does.Contain(expected));
    }

    [Test]
    public void Read_WhenTypeClaimsMoreEntriesThanItHolds_SaysSo()
    {
        var bytes = new CompiledTable().Text(Label, "text").ToArray();
        var type = LastTypeChunk(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(type + 12), 0x40000000);

        Assert.That(FaultOf(bytes), Does.Contain($"the resource type at byte {type} claims 1073741824 entries"));
    }

    [Test]
    public void Read_WhenEntryLiesOutsideOfItsChunk_SaysSo()
    {
        var bytes = new CompiledTable().Text(Label, "text").ToArray();
        var type = LastTypeChunk(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(type + 16), 0x7ffffff0);

        Assert.That(FaultOf(bytes), Does.Contain($"entry 3 of the resource type at byte {type} lies outside of its chunk"));
    }

    [Test]
    public void Read_WhenStringIsNotInThePool_SaysSo() =>
        Assert.That(FaultOf(new CompiledTable().Value(Label, 0x03, 77).ToArray()), Does.Contain("it refers to string 77, which its pool of 0 strings does not hold whole"));

    [Test]
    public void Read_WhenTableIsCutAnywhere_NeverReadsOn()
    {
        var whole = new CompiledTable().Text(Label, "text").ToArray();
        for (var length = 0; length < whole.Length; length += 5)
        {
            Assert.That(FaultOf(whole[..length]), Does.Contain("is broken"), $"at {length}");
        }
    }

    private static string LabelOf(CompiledTable table, uint id = Label) => new TestApk().With(CompiledXml.LabelledBy(id)).With(table).Read().Label;

    private static string FaultOf(byte[] table) => new TestApk().With(CompiledXml.LabelledBy(Label)).With("resources.arsc", table).Fault().Headline;

    private static int LastTypeChunk(byte[] bytes) => bytes.AsSpan().LastIndexOf(new byte[] { 0x01, 0x02, 20 + 64, 0x00 });
}
