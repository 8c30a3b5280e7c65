using System.Security.Cryptography;
using System.Text;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Code;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>Blobs against examples that were worked out by hand from Apple's sources.</summary>
public sealed class WorkedExampleTests
{
    private static readonly string[] Digests =
    [
        "B0B1730ECBC7FF4505142C49F1295E6EDA6BCAED7E2C68C5BE91B5A11001F024",
        "63343ABFB89A6A03EBB57E9B3F5FA7BE7C4F5C756F3017B3A8C488C3653E9179",
        "DCF21878C77F4198E4B4614F03D696D89C66C66008D4244E1B99161AAC91601F",
        "BDD4ED6E74691F0C2BFD01BE0296197AF1379E0418E2D300EFA9C3BEF642CA30",
    ];

    [Test]
    public void WriteSet_WhenAppleDistribution_IsTheWorkedExample()
    {
        var expression = DesignatedRequirement.For("com.example.demo", [.. CodeSample.Authority.Distribution.CreateChain()]);

        var set = RequirementWriter.WriteSet(expression).Bytes.ToArray();

        byte[] expected =
        [
            .. Hex("fade0c01 000000ac 00000001 00000003 00000014 fade0c00 00000098 00000001"),
            .. Hex("00000006 00000002 00000010"), .. Ascii("com.example.demo"),
            .. Hex("00000006 0000000f 00000006 0000000b 00000000 0000000a"), .. Ascii("subject.CN"), 0, 0,
            .. Hex("00000001 00000025"), .. Ascii("Apple Distribution: Demo (TEAM123456)"), 0, 0, 0,
            .. Hex("0000000e 00000001 0000000a 2a864886f76364060201 0000 00000000"),
        ];
        Assert.That(Convert.ToHexString(set), Is.EqualTo(Convert.ToHexString(expected)));
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(set)), Does.StartWith("dea328d2").And.EndsWith("f0e55fea"));
        Assert.That(RequirementSet.Read(set, "set").Designated, Is.EqualTo(expression));
    }

    [Test]
    public void Write_WhenEntitlements_IsTheWorkedExample()
    {
        var der = SignatureBlobs.Create(SignatureSlot.EntitlementsDer, SignatureMagic.EntitlementsDer, EntitlementsDerWriter.Write(CodeSample.Entitlements, "Demo")).Bytes.ToArray();

        byte[] expected =
        [
            .. Hex("fade7172 000000c9 7081be 020101 b081b8"),
            .. Hex("3035 0c16"), .. Ascii("application-identifier"), .. Hex("0c1b"), .. Ascii("TEAM123456.com.example.demo"),
            .. Hex("3031 0c23"), .. Ascii("com.apple.developer.team-identifier"), .. Hex("0c0a"), .. Ascii("TEAM123456"),
            .. Hex("3013 0c0e"), .. Ascii("get-task-allow"), .. Hex("010100"),
            .. Hex("3037 0c16"), .. Ascii("keychain-access-groups"), .. Hex("301d 0c1b"), .. Ascii("TEAM123456.com.example.demo"),
        ];
        Assert.That(Convert.ToHexString(der), Is.EqualTo(Convert.ToHexString(expected)));
        Assert.That(EntitlementsDer.Read(der.AsMemory(8), "Demo").Values, Is.EqualTo(CodeSample.Entitlements));
    }

    [Test]
    public void Write_WhenNestedAndNegative_ReadsBackWithoutIrregularities()
    {
        PropertyListValue nested = new PropertyListDictionary(
        [
            KeyValuePair.Create("zz", (PropertyListValue)new PropertyListInteger(-129)),
            KeyValuePair.Create("aa", (PropertyListValue)new PropertyListInteger(128)),
            KeyValuePair.Create("none", (PropertyListValue)PropertyListDictionary.Empty),
            KeyValuePair.Create("é", (PropertyListValue)new PropertyListArray([])),
        ]);
        var entitlements = new PropertyListDictionary([KeyValuePair.Create("nested", nested), KeyValuePair.Create("yes", (PropertyListValue)new PropertyListBoolean(true))]);

        var der = EntitlementsDerWriter.Write(entitlements, "Demo");

        var read = EntitlementsDer.Read(der, "Demo");
        Assert.That(read.Values, Is.EqualTo(entitlements));
        Assert.That(read.Irregularities, Is.Empty);
        Assert.That(Convert.ToHexStringLower(der), Does.Contain("b000").And.Contain("3000").And.Contain("0202ff7f").And.Contain("02020080").And.Contain("0101ff"));
    }

    [Test]
    public async Task CdHashes_WhenOneDirectory_IsCoreFoundationsXml()
    {
        var file = MachOFile.Read(new MachOMemorySource(await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App())), "app");
        var directory = EmbeddedSignature.Read(file, file.Slices[0])!.Primary;

        var value = CodeCmsAttributes.CdHashes([directory]);

        var expected = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            <dict>
            	<key>cdhashes</key>
            	<array>
            		<data>
            		{Convert.ToBase64String(directory.CdHash.AsSpan())}
            		</data>
            	</array>
            </dict>
            </plist>

            """;
        Assert.That(Encoding.UTF8.GetString(value[4..]), Is.EqualTo(expected.ReplaceLineEndings("\n")));
        Assert.That(value[4..], Has.Length.EqualTo(278));
    }

    [Test]
    public void For_WhenChainIsNobodys_NamesTheHighestCertificateOfTheOrganization()
    {
        using var root = CodeSample.Authority.Root.CreateCertificate();

        var ofRoot = DesignatedRequirement.For("id", [root]).ToString();
        var ofLeaf = DesignatedRequirement.For("id", [.. CodeSample.Authority.LeafOfRoot(new AppleTestCertificate()).CreateChain()]).ToString();

        Assert.That(ofRoot, Is.EqualTo($"identifier id and certificate root = H\"{Convert.ToHexStringLower(SHA1.HashData(root.RawData))}\""));
        Assert.That(ofLeaf, Does.StartWith("identifier id and certificate leaf = H\""));
    }

    [Test]
    public void Shipped_WhenDigested_AreApples()
    {
        var shipped = AppleCertificates.Roots.AddRange(AppleCertificates.Intermediates).Select(certificate => Convert.ToHexString(SHA256.HashData(certificate.RawData)));

        Assert.That(shipped, Is.EqualTo(Digests));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
