using System.Collections.Immutable;
using System.Text;
using MobileDist.Signing.Apple.Bundles;

namespace MobileDist.Signing.Tests.Apple.Bundles;

public sealed class SealCheckTests
{
    private const string CdHash = "AQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    [Test]
    public void Run_WhenASealListsCodeByItsCdHash_LooksAtNothingInside()
    {
        var findings = Check(["N.framework/A", "N.framework/sub/B", "lib.dylib", "N.frameworks/C"], ("N.framework", 1), ("lib.dylib", 1));

        Assert.That(findings.Select(finding => (finding.Kind, finding.File)), Is.EqualTo(((IpaFindingKind, string?)[])[(IpaFindingKind.ResourceAdded, "N.frameworks/C")]));
    }

    [Test]
    public void Run_WhenTheCodeIsAnotherOrGone_SaysWhich()
    {
        var findings = Check(["N.framework/A"], ("N.framework", 2));

        Assert.That(findings.Select(finding => (finding.Kind, finding.File)), Is.EqualTo(((IpaFindingKind, string?)[])
            [(IpaFindingKind.ResourceModified, "N.framework"), (IpaFindingKind.ResourceMissing, "lib.dylib")]));
    }

    [TestCase(false, IpaFindingKind.ResourceAdded)]
    [TestCase(true, null)]
    public void Run_WhenTwoRulesWeighTheSame_OmittingWinsOnWatchesOnly(bool isOfWatch, IpaFindingKind? expected)
    {
        // Of older tools: all at the weight of the rule that leaves PkgInfo out.
        const string Seal = "<plist version=\"1.0\"><dict><key>files2</key><dict/><key>rules2</key><dict><key>^</key><dict><key>weight</key><real>20</real></dict>"
            + "<key>^PkgInfo$</key><dict><key>omit</key><true/><key>weight</key><real>20</real></dict></dict></dict></plist>";
        var findings = new IpaFindingList();

        new SealCheck(new AppTree([new AppFile("PkgInfo") { Digest = FileDigest.Of([1]) }]), findings).Run(
            "", "Demo", Encoding.UTF8.GetBytes(Seal), ImmutableDictionary<string, ImmutableArray<byte>>.Empty, isOfWatch);

        Assert.That(findings.ToImmutable().Where(finding => !finding.IsWarning).Select(finding => (IpaFindingKind?)finding.Kind).SingleOrDefault(), Is.EqualTo(expected));
    }

    private static IEnumerable<IpaFinding> Check(string[] files, params (string Path, byte Digit)[] code)
    {
        const string Nested = $"<dict><key>cdhash</key><data>{CdHash}</data></dict>";
        const string Seal = $"<plist version=\"1.0\"><dict><key>files2</key><dict><key>N.framework</key>{Nested}<key>lib.dylib</key>{Nested}</dict><key>rules2</key><dict><key>^.*</key><true/></dict></dict></plist>";
        var findings = new IpaFindingList();
        var tree = new AppTree(files.Select(path => new AppFile(path) { Digest = FileDigest.Of([1]) }));

        new SealCheck(tree, findings).Run("", "Demo", Encoding.UTF8.GetBytes(Seal), code.ToDictionary(item => item.Path, item => Enumerable.Repeat(item.Digit, 20).ToImmutableArray(), StringComparer.Ordinal));

        return findings.ToImmutable().Where(finding => !finding.IsWarning);
    }
}
