using System.Diagnostics;
using MobileDist.Signing.Apple.Bundles;

namespace MobileDist.Signing.Tests.Apple.Bundles;

public sealed class ResourcePatternTests
{
    [TestCase("^.*", "anything", true)]
    [TestCase("^", "", true)]
    [TestCase(@"^.*\.lproj/", "en.lproj/a", true)]
    [TestCase(@"^.*\.lproj/", "x/en.lproj/a", true)]
    [TestCase(@"^.*\.lproj/", "en.lproj", false)]
    [TestCase(@"^.*\.lproj/", "enXlproj/a", false)]
    [TestCase(@"^.*\.lproj/locversion.plist$", "en.lproj/locversion.plist", true)]
    [TestCase(@"^.*\.lproj/locversion.plist$", "en.lproj/locversionXplist", true)]
    [TestCase(@"^.*\.lproj/locversion.plist$", "en.lproj/locversion.plist2", false)]
    [TestCase(@"^.*\.lproj/locversion.plist$", "locversion.plist", false)]
    [TestCase(@"^Base\.lproj/", "Base.lproj/x", true)]
    [TestCase(@"^Base\.lproj/", "F/Base.lproj/x", false)]
    [TestCase("^version.plist$", "version.plist", true)]
    [TestCase("^version.plist$", "version-plist", true)]
    [TestCase("^version.plist$", "x/version.plist", false)]
    [TestCase(@".*\.dSYM($|/)", "A.dSYM", true)]
    [TestCase(@".*\.dSYM($|/)", "x/A.dSYM/b", true)]
    [TestCase(@".*\.dSYM($|/)", "A.dSYMx", false)]
    [TestCase(@"^(.*/)?\.DS_Store$", ".DS_Store", true)]
    [TestCase(@"^(.*/)?\.DS_Store$", "a/b/.DS_Store", true)]
    [TestCase(@"^(.*/)?\.DS_Store$", "a.DS_Store", false)]
    [TestCase(@"^Info\.plist$", "Info.plist", true)]
    [TestCase(@"^Info\.plist$", "x/Info.plist", false)]
    [TestCase(@"^(Frameworks|PlugIns)/", "PlugIns/x", true)]
    [TestCase("^[^/]+$", "top", true)]
    [TestCase("^[^/]+$", "a/b", false)]
    [TestCase("[]x]$", "a]", true)]
    [TestCase(@"[\.]$", @"a\", true)]
    [TestCase("a[[x]$", "a[", true)]
    public void Compile_WhenItIsPosix_FindsWhatPosixFinds(string pattern, string path, bool expected) =>
        Assert.That(ResourcePattern.Compile(pattern)!(path), Is.EqualTo(expected));

    [TestCase("a{1,9}")]
    [TestCase(@"\d")]
    [TestCase(@"(a)\1")]
    [TestCase("(?=a)")]
    [TestCase("[[:alpha:]]")]
    [TestCase("[a")]
    [TestCase("(a")]
    [TestCase("*")]
    [TestCase(@"a\")]
    public void Compile_WhenItIsMalformedOrForeign_IsNothing(string pattern) => Assert.That(ResourcePattern.Compile(pattern), Is.Null);

    [Test]
    public void Compile_WhenItWouldBacktrackForEver_StaysFast()
    {
        var clock = Stopwatch.StartNew();
        var matches = ResourcePattern.Compile("^(a*)*(a|aa)+(a|a|a)*$")!(new string('a', 5000) + "b");

        Assert.That(matches, Is.False);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Compile_WhenItIsEndless_IsNothing() => Assert.That(ResourcePattern.Compile(new string('a', 501)), Is.Null);

    [Test]
    public void Compile_WhenThePatternIsOneOfApples_AgreesWithTheEngine()
    {
        string[] parts = ["Info.plist", "Base.lproj", "en.lproj", "locversion.plist", "x.dSYM", ".DS_Store", "PkgInfo", "version.plist", "a", "lproj"];
        string[] paths = [.. from one in parts from two in parts from three in parts.Append("") select $"{one}/{two}/{three}".TrimEnd('/')];
        foreach (var rule in ResourceRules.Version1.Items.Concat(ResourceRules.Version2.Items))
        {
            // A group around it makes it a pattern that nobody knows.
            var engine = ResourcePattern.Compile($"({rule.Pattern})")!;
            Assert.That(paths.Concat(parts).Where(path => rule.Matches(path) != engine(path)), Is.Empty, rule.Pattern);
        }
    }
}
