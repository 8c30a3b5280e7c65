using System.Text;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Apple.Bundles;

public sealed class CodeResourcesTests
{
    private static readonly string[] Paths =
    [
        ".DS_Store", "Base.lproj/M.nib", "Demo", "Frameworks/F.framework/Base.lproj/K.nib", "Frameworks/F.framework/_CodeSignature/CodeResources", "Info.plist", "PkgInfo",
        "Symbols.dSYM/x", "_CodeSignature/CodeResources", "_CodeSignature/stranger", "a & b <c>.txt", "embedded.mobileprovision", "en.lproj/L.strings", "fr.lproj/locversion.plist",
        "version.plist",
    ];

    [Test]
    public void Write_WhenThereIsABitOfEverything_IsWhatAppleWrites() =>
        Approved.Verify("CodeResources.approved.xml", Text(withSha1: false));

    [Test]
    public void Write_WhenSha1IsAsked_ListsBothDigests()
    {
        var seal = ResourceSeal.Read(Encoding.UTF8.GetBytes(Text(withSha1: true)), "CodeResources");

        Assert.That(seal.Files.Values.Where(file => file.Target is null).Select(file => file.Sha1), Has.All.Not.Null);
        Assert.That(seal.Files["en.lproj/L.strings"].IsOptional, Is.True);
        Assert.That(seal.Files["Base.lproj/M.nib"].IsOptional, Is.False);
        Assert.That(seal.Files["Frameworks/F.framework/Base.lproj/K.nib"].IsOptional, Is.True);
    }

    [Test]
    public void Read_WhenWeWroteIt_HasTheRulesThatWeKnow()
    {
        var seal = ResourceSeal.Read(Encoding.UTF8.GetBytes(Text(withSha1: false)), "CodeResources");

        Assert.That(seal.IsVersion2, Is.True);
        Assert.That(seal.Rules.SayTheSameAs(ResourceRules.Version2), Is.True);
        Assert.That(seal.Files.Keys, Does.Not.Contain("Info.plist"));
        Assert.That(seal.Files["link"].Target, Is.EqualTo("en.lproj"));
    }

    [TestCase("<plist version=\"1.0\"><dict/></plist>", "'files'")]
    [TestCase("<plist version=\"1.0\"><dict><key>files2</key><dict/></dict></plist>", "has no rules")]
    [TestCase("<plist version=\"1.0\"><dict><key>files2</key><dict><key>a</key><true/></dict><key>rules2</key><dict/></dict></plist>", "'a'")]
    [TestCase("<plist version=\"1.0\"><dict><key>files2</key><dict/><key>rules2</key><dict><key>(</key><true/></dict></dict></plist>", "'('")]
    [TestCase("<plist version=\"1.0\"><array/></plist>", "CodeResources")]
    [TestCase("nonsense", "CodeResources")]
    public void Read_WhenItIsMalformed_SaysWhat(string text, string what) =>
        Assert.That(() => ResourceSeal.Read(Encoding.UTF8.GetBytes(text), "CodeResources"), Throws.TypeOf<DistributionException>().With.Message.Contains(what));

    [Test]
    public void Read_WhenItIsOldAndHasOneListOnly_GoesByThat()
    {
        var seal = ResourceSeal.Read("<plist version=\"1.0\"><dict><key>files</key><dict><key>a</key><data>AAAA</data></dict><key>rules</key><dict><key>^</key><true/></dict></dict></plist>"u8.ToArray(), "old");

        Assert.That(seal.IsVersion2, Is.False);
        Assert.That(seal.Files["a"].Sha1, Is.Not.Null);
    }

    private static string Text(bool withSha1)
    {
        var files = Paths.Select(path => new BundleFile(path, FileDigest.Of(Encoding.UTF8.GetBytes(path)), null)).Append(new BundleFile("link", null, "en.lproj"));
        return Encoding.UTF8.GetString(CodeResources.Write(files.OrderBy(file => file.Path, StringComparer.Ordinal), "Demo", withSha1));
    }
}
