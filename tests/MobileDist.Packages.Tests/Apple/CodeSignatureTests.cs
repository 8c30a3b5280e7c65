using System.Buffers.Binary;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple;

public sealed class CodeSignatureTests
{
    private const string OldDer = "31 15 30 13 0c 0e 67 65 74 2d 74 61 73 6b 2d 61 6c 6c 6f 77 01 01 01";

    [Test]
    public void Read_WhenLinkerSigned_SaysWhatTheLinkerWrote()
    {
        var file = MachOFile.Read(new MachOMemorySource(TestMachO.Read(TestMachO.LinkerSigned)), "app");

        var signature = EmbeddedSignature.Read(file, file.Slices[0])!;

        Assert.That(signature.Identifier, Is.EqualTo("linker-signed.macho"));
        Assert.That(signature.Primary.Flags, Is.EqualTo(CodeDirectoryFlags.AdHoc | CodeDirectoryFlags.LinkerSigned));
        Assert.That(signature.Primary.Version, Is.EqualTo(0x20400));
        Assert.That(signature.Primary.CodeLimit, Is.EqualTo(file.Slices[0].Signature!.Data.Offset));
        Assert.That(signature.Cms, Is.Null);
        Assert.That(signature.EntitlementsXml, Is.Null);
        Assert.That(signature.ReadEntitlements(), Is.Null);
        Assert.That(signature.ReadRequirements().Designated, Is.Null);
        Assert.That(signature.TeamId, Is.Null);
        Assert.That(Convert.ToHexStringLower(signature.CdHash.AsSpan()), Is.EqualTo("15a9634e383978476e325f19b8b4eb2b33be2278"), "as hashlib says");
    }

    [Test]
    public void Read_WhenUnsigned_ReturnsNull()
    {
        var file = MachOFile.Read(new MachOMemorySource(TestMachO.Read(TestMachO.App)), "app");

        Assert.That(EmbeddedSignature.Read(file, file.Slices[0]), Is.Null);
    }

    [Test]
    public void Read_WhenSetIsEmpty_HasNoRequirement() =>
        Assert.That(RequirementSet.Read(Hex("fade0c01 0000000c 00000000"), "app").Requirements, Is.Empty);

    [TestCase("00000001", "always")]
    [TestCase("00000003", "anchor apple")]
    [TestCase("00000009 00000000", "! never")]
    [TestCase("00000007 00000001 00000000", "always or never")]
    [TestCase("00000006 00000007 00000001 00000000 00000001", "(always or never) and always")]
    [TestCase("00000004 ffffffff 00000002 abcd0000", "certificate root = H\"abcd\"")]
    [TestCase("00000008 00000002 abcd0000", "cdhash H\"abcd\"")]
    [TestCase("0000000a 00000001 61000000 00000003 00000001 62000000", "info[a] = b*")]
    [TestCase("00000010 00000003 612e6200 0000000e", "entitlement[\"a.b\"] absent")]
    [TestCase("00000011 00000001 00000003 2a030400 00000000", "certificate 1[policy.1.2.3.4] /* exists */")]
    [TestCase("00000015", "notarized")]
    [TestCase("80000063 00000004 01020304", "/* operator 80000063 */")]
    public void Read_WhenExpression_PrintsApplesLanguage(string operators, string text)
    {
        var expression = Hex(operators);
        var set = new byte[32 + expression.Length];
        Hex("fade0c01 00000000 00000001 00000003 00000014 fade0c00 00000000 00000001").CopyTo(set, 0);
        expression.CopyTo(set, 32);
        BinaryPrimitives.WriteInt32BigEndian(set.AsSpan(4), set.Length);
        BinaryPrimitives.WriteInt32BigEndian(set.AsSpan(24), set.Length - 20);

        Assert.That(RequirementSet.Read(set, "app").ToString(), Is.EqualTo($"designated => {text}"));
    }

    [Test]
    public void Read_WhenExpressionIsEndless_Refuses()
    {
        var set = new byte[32 + 4000];
        Hex("fade0c01 00000000 00000001 00000003 00000014 fade0c00 00000000 00000001").CopyTo(set, 0);
        BinaryPrimitives.WriteInt32BigEndian(set.AsSpan(4), set.Length);
        BinaryPrimitives.WriteInt32BigEndian(set.AsSpan(24), set.Length - 20);
        for (var at = 32; at < set.Length; at += 4)
        {
            set[at + 3] = 9;
        }

        Assert.That(() => RequirementSet.Read(set, "app"), Throws.TypeOf<DistributionException>().With.Message.Contains("nested more than"));
    }

    [Test]
    public void EntitlementsDer_WhenOldForm_ReadsItAndSaysWhatIsOld()
    {
        var read = EntitlementsDer.Read(Hex(OldDer), "app");

        Assert.That(read.Values.Find("get-task-allow"), Is.EqualTo(new PropertyListBoolean(true)));
        Assert.That(read.Irregularities, Is.EqualTo(new[] { "a boolean is '01' and not 'ff'", "they have the old form, a SET at the top" }));
    }

    [TestCase("", "an element is cut off")]
    [TestCase("70 03 02 01 02", "version is not 1")]
    [TestCase("70 05 02 01 01 31 00", "no single dictionary")]
    [TestCase("70 05 02 01 01 b0 00 00", "follow their end")]
    [TestCase("70 84 ff ff ff ff 00", "runs over the end")]
    [TestCase("70 80 00 00", "length is of an unknown form")]
    [TestCase("70 0c 02 01 01 b0 07 30 05 0c 01 61 04 00", "unknown tag '04'")]
    [TestCase("70 15 02 01 01 b0 10 30 06 0c 01 61 01 01 00 30 06 0c 01 61 01 01 00", "stands twice")]
    public void EntitlementsDer_WhenMalformed_SaysHow(string hex, string what) =>
        Assert.That(() => EntitlementsDer.Read(Hex(hex), "app"), Throws.TypeOf<DistributionException>().With.Message.Contains(what));

    [Test]
    public void EntitlementsDer_WhenNestedWithoutEnd_Refuses()
    {
        byte[] value = [0x30, 0x00];
        for (var i = 0; i < 60; i++)
        {
            value = [0x30, .. Length(value.Length), .. value];
        }

        byte[] pair = [0x0c, 0x01, 0x61, .. value];
        byte[] entry = [0x30, .. Length(pair.Length), .. pair];
        byte[] dictionary = [0x02, 0x01, 0x01, 0xb0, .. Length(entry.Length), .. entry];

        Assert.That(() => EntitlementsDer.Read(new byte[] { 0x70 }.Concat(Length(dictionary.Length)).Concat(dictionary).ToArray(), "app"), Throws.TypeOf<DistributionException>().With.Message.Contains("nested more than"));
    }

    [Test]
    public void Parse_WhenPartsOverlap_SaysSo()
    {
        var file = MachOFile.Read(new MachOMemorySource(TestMachO.Read(TestMachO.LinkerSigned)), "app");
        var directory = EmbeddedSignature.Read(file, file.Slices[0])!.Primary.Blob.Bytes.ToArray();
        byte[] blob = [.. Hex("fade0cc0 00000000 00000002 00000000 0000001c 00010000 0000001c"), .. directory];
        BinaryPrimitives.WriteInt32BigEndian(blob.AsSpan(4), blob.Length);

        var signature = EmbeddedSignature.Parse(blob, "app");

        Assert.That(signature.Irregularities, Has.Length.EqualTo(1));
        Assert.That(signature.Cms, Is.Null, "what lies there is no CMS");
    }

    private static byte[] Length(int length) => length < 0x80 ? [(byte)length] : [0x81, (byte)length];

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
