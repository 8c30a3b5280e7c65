using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Tests.Stages;

public sealed class ResultTableTests
{
    [TestCase("1.2.3", "1.2.3 (42)")]
    [TestCase("", "build 42")]
    [TestCase(null, "build 42")]
    public void VersionOf_WhenThePackageNamesNoVersion_NamesTheBuild(string? versionName, string expected) =>
        Assert.That(ResultTable.VersionOf(new PackageFacts("a.b", "A", "42", "21", false, versionName)), Is.EqualTo(expected));
}
