using System.Xml;
using System.Xml.Linq;

namespace MobileDist.Build;

/// <summary>Reads the totals out of a result file of <c>dotnet test</c> (TRX).</summary>
internal static class TestResultFile
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <returns>Null when there is no file, or only a part of one: the run crashed.</returns>
    public static TestTotals? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var counters = XDocument.Load(path).Root?.Element(Trx + "ResultSummary")?.Element(Trx + "Counters");
            return counters is null ? null : Totals(counters);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // The file's own count of skipped tests is always 0; they are what is left of the total.
    private static TestTotals Totals(XElement counters)
    {
        var passed = Count(counters, "passed");
        var failed = Count(counters, "failed") + Count(counters, "error") + Count(counters, "timeout") + Count(counters, "aborted");
        return new TestTotals(passed, failed, Math.Max(0, Count(counters, "total") - passed - failed));
    }

    private static int Count(XElement counters, string name) => (int?)counters.Attribute(name) ?? 0;
}
