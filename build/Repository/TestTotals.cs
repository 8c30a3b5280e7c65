namespace MobileDist.Build;

/// <summary>How many tests passed, failed and were skipped.</summary>
public readonly record struct TestTotals(int Passed, int Failed, int Skipped)
{
    public int Ran => Passed + Failed + Skipped;

    public TestTotals Plus(TestTotals other) => new(Passed + other.Passed, Failed + other.Failed, Skipped + other.Skipped);

    /// <summary>The last line of a test run; its shape is a promise to scripts.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}";
}
