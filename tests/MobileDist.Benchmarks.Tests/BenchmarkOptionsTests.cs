using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class BenchmarkOptionsTests
{
    [Test]
    public void Parse_WhenNothingIsGiven_TheDocumentOfThisRepository()
    {
        var options = BenchmarkOptions.Parse([]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.Verbs, Is.EqualTo(new[] { "sign", "sign-aab", "sign-ipa", "start", "upload" }));
            Assert.That(options.Megabytes, Is.EqualTo(new[] { 20, 100, 400 }));
            Assert.That(options.Document, Is.EqualTo(RepositoryRoot.Combine("docs", "BENCHMARKS.md")));
        }
    }

    [Test]
    public void Parse_WhenGiven_TakesEach()
    {
        var options = BenchmarkOptions.Parse(["sign", "--sizes=1,2", "--rounds=3", "--document=a.md", "--signer=b.dll"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.Megabytes, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(options.Rounds, Is.EqualTo(3));
            Assert.That(options.Document, Is.EqualTo(Path.GetFullPath("a.md")));
            Assert.That(options.Signer, Is.EqualTo(Path.GetFullPath("b.dll")));
        }
    }

    [Test]
    public void Parse_WhenVerbsAreGiven_TakesThoseOnly() =>
        Assert.That(BenchmarkOptions.Parse(["start", "--rounds=9", "sign-ipa", "upload"]).Verbs, Is.EqualTo(new[] { "start", "sign-ipa", "upload" }));

    [TestCase("start=1")]
    [TestCase("--round=3")]
    [TestCase("verify")]
    [TestCase("--rounds=0")]
    [TestCase("--rounds=many")]
    [TestCase("--sizes=")]
    [TestCase("--sizes=20,-1")]
    [TestCase("--document=")]
    public void Parse_WhenUnknownOrNotValid_NamesItAndWhatWouldBe(string argument)
    {
        var error = Assert.Throws<DistributionException>(() => BenchmarkOptions.Parse([argument]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
            Assert.That(error.Message, Does.Contain('\''));
            Assert.That(error.Faults[0].Remedy, Is.Not.Empty);
        }
    }
}
