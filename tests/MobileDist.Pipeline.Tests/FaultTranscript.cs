using System.Text;

namespace MobileDist.Pipeline.Tests;

/// <summary>Lays faults out as text, for approval.</summary>
internal static class FaultTranscript
{
    public static string Of(IEnumerable<Fault> faults)
    {
        var text = new StringBuilder();
        foreach (var fault in faults)
        {
            text.Append("x ").Append(fault.Headline).Append('\n');
            foreach (var detail in fault.Details)
            {
                text.Append("    ").Append(detail.Name).Append(": ").Append(detail.Value).Append('\n');
            }

            text.Append("  > ").Append(fault.Remedy).Append('\n');
        }

        return text.ToString();
    }
}
