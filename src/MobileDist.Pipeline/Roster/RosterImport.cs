using System.Globalization;
using System.Text;

namespace MobileDist.Pipeline.Roster;

/// <summary>Turns a table into <c>testers.yml</c>.</summary>
internal static class RosterImport
{
    /// <summary>Reads a table and writes the roster beside it, whole or not at all.</summary>
    /// <param name="source">The table's path.</param>
    /// <param name="target">The new file's path; nothing there is overwritten.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: the target is there, or the table is faulty, with everything that is wrong and its line.</exception>
    public static TesterRoster Import(string source, string target)
    {
        if (File.Exists(target))
        {
            throw new DistributionException(ExitCode.Settings, RosterFaults.TargetExists(target));
        }

        var roster = RosterFile.Read(source, source);
        try
        {
            PendingFile.WriteAllText(target, ToYaml(roster));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributionException(ExitCode.Settings, RosterFaults.NotWritten(target, error.Message), error);
        }

        return roster;
    }

    /// <summary>The roster as <c>testers.yml</c> holds it.</summary>
    public static string ToYaml(TesterRoster roster)
    {
        var text = new StringBuilder("testers:\n");
        foreach (var tester in roster.Testers)
        {
            var lead = "  - ";
            foreach (var (key, value) in new[] { ("name", tester.Name), ("email", tester.Email) })
            {
                if (value is not null)
                {
                    text.Append(lead).Append(key).Append(": ").Append(Quote(value)).Append('\n');
                    lead = "    ";
                }
            }

            if (!tester.Groups.IsEmpty)
            {
                text.Append("    groups: [").AppendJoin(", ", tester.Groups.Select(Quote)).Append("]\n");
            }

            Append(text, tester);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Tester tester)
    {
        if (tester.Devices.IsEmpty)
        {
            return;
        }

        text.Append("    devices:\n");
        foreach (var device in tester.Devices)
        {
            text.Append("      - udid: ").Append(Quote(device.Udid)).Append('\n');
            foreach (var (key, value) in new[] { ("name", device.Name), ("model", device.Model) })
            {
                if (value is not null)
                {
                    text.Append("        ").Append(key).Append(": ").Append(Quote(value)).Append('\n');
                }
            }
        }
    }

    // YAML's double quotes (1.2.2, chapter 5.7). Letters of all languages and emoji stay as they are; what nobody sees is escaped.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when IsUnseen(rune) => $"\\U{rune.Value:X8}",
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    // The joiner (U+200D) holds many emoji together.
    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != 0x200D);
}
