using Cake.Core;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Repository;

public sealed class TestResultTests
{
    [TestCase(3, 0, 0, "3 passed, 0 failed")]
    [TestCase(0, 2, 0, "0 passed, 2 failed")]
    [TestCase(3, 1, 4, "3 passed, 1 failed, 4 skipped")]
    public void ToString_OfTotals_IsThePromisedLine(int passed, int failed, int skipped, string expected) =>
        Assert.That(new TestTotals(passed, failed, skipped).ToString(), Is.EqualTo(expected));

    [Test]
    public void Read_CountsSkippedAsWhatIsLeft() =>
        Assert.That(Read(Trx("""total="10" executed="8" passed="5" failed="2" error="1" timeout="0" aborted="0" notExecuted="0" """)), Is.EqualTo(new TestTotals(5, 3, 2)));

    [Test]
    public void Read_WhenFileIsBroken_IsNothing()
    {
        Assert.That(Read("<TestRun"), Is.Null);
        Assert.That(Read("<TestRun/>"), Is.Null);
        Assert.That(TestResultFile.Read("not-there.trx"), Is.Null);
    }

    [TestCase(5, 0, 0, false, null)]
    [TestCase(5, 1, 1, false, "P: 1 failed")]
    [TestCase(5, 0, 134, false, "P ended with exit code 134")]
    [TestCase(0, 0, 0, false, "P ran no test")]
    [TestCase(0, 0, 0, true, null)]
    [TestCase(-1, 0, 1, false, "P wrote no results (exit code 1)")]
    [TestCase(-1, 0, 1, true, "P wrote no results (exit code 1)")]
    [TestCase(-1, 0, 0, true, null)]
    public void Problem_SaysWhatIsWrong(int passed, int failed, int exitCode, bool isFiltered, string? expected) =>
        Assert.That(new TestProjectResult("P", passed < 0 ? null : new TestTotals(passed, failed, 0), exitCode).Problem(isFiltered), Is.EqualTo(expected));

    [Test]
    public void Judge_WithProblems_NamesAll()
    {
        TestProjectResult[] results = [new("A", new TestTotals(1, 1, 0), 1), new("B", null, 1), new("C", new TestTotals(1, 0, 0), 0)];

        Assert.That(() => SolutionTests.Judge(results, null), Throws.TypeOf<CakeException>().With.Message.EqualTo("The tests did not pass: A: 1 failed; B wrote no results (exit code 1)."));
    }

    [Test]
    public void Judge_WhenFilterMatchesNothingAnywhere_Fails() =>
        Assert.That(() => SolutionTests.Judge([new("A", null, 0)], "Name=x"), Throws.TypeOf<CakeException>().With.Property("ExitCode").EqualTo(2));

    [Test]
    public void Judge_WhenAllPassed_IsContent() => Assert.DoesNotThrow(() => SolutionTests.Judge([new("A", new TestTotals(1, 0, 1), 0)], null));

    private static TestTotals? Read(string text)
    {
        using var folder = new TestFolder();
        return TestResultFile.Read(folder.Write("a.trx", text));
    }

    private static string Trx(string counters) =>
        $"""<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><ResultSummary outcome="Failed"><Counters {counters}/></ResultSummary></TestRun>""";
}
