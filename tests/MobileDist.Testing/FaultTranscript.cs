using System.Text;

namespace MobileDist.Testing;

/// <summary>Lays faults out as text, for approval.</summary>
public static class FaultTranscript
{
    public static string Of(IEnumerable<Fault> errors, IEnumerable<Fault>? warnings = null)
    {
        var text = new StringBuilder();
        Append(text, 'x', errors);
        Append(text, '!', warnings ?? []);
        return text.ToString();
    }

    private static void Append(StringBuilder text, char mark, IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            text.Append(mark).Append(' ').Append(fault.Headline).Append('\n');
            foreach (var detail in fault.Details)
            {
                text.Append("    ").Append(detail.Name).Append(": ").Append(detail.Value).Append('\n');
            }

            text.Append("  > ").Append(fault.Remedy).Append('\n');
        }
    }
}
