using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Roster;

/// <summary>
/// What can be wrong with a roster, in the user's words. They go into logs that others read, so none repeats a name, an address or a UDID:
/// the line says which one is meant.
/// </summary>
internal static class RosterFaults
{
    public static Fault NotFound(string file) =>
        new Fault($"The roster '{file}' does not exist.", "Correct the path; it starts from the settings file's folder.").With("file", file);

    public static Fault Empty(string file) =>
        new Fault($"The roster '{file}' names nobody.", "Describe people: testers: / - name: Jane Doe / email: jane@example.com.").With("file", file);

    public static Fault Nobody(RosterPlace at) => At(new Fault("An entry has neither a name nor an e-mail address.", "Give it one of them."), at);

    public static Fault BadAddress(RosterPlace at, string flaw) => At(new Fault($"An e-mail address is not valid: {flaw}.", "Valid is an address such as jane@example.com."), at);

    public static Fault BadGroup(RosterPlace at, int longest) => At(new Fault("A group's name is not valid.", $"Valid are up to {longest} characters without ',', ';' and '|'."), at);

    public static Fault TooLong(RosterPlace at, string what, int longest) => At(new Fault($"A {what} is longer than {longest} characters.", "Shorten it."), at);

    public static Fault BadUdid(RosterText udid) => At(
        new Fault($"A UDID is not valid: {Flaw(udid.Text.Trim())}.", "Copy it from Finder (click on the line below the device's name) or from the Apple Devices app. Serial numbers, IMEIs and advertising identifiers are something else."), udid.Place)
        .With("valid", "40 hexadecimal digits, or 8 and 16 with a hyphen between: 00008110-001A2B3C4D5E6F70");

    public static Fault AddressTwice(Tester tester, RosterPlace first, RosterPlace second) =>
        At(new Fault($"The address '{tester.MaskedEmail}' stands twice.", "Keep one entry for each person; it takes several devices."), second).With("first", $"line {first.Line}");

    public static Fault AddressOfTwo(Tester tester, string name, RosterPlace first, RosterPlace second) =>
        At(new Fault($"The address '{tester.MaskedEmail}' belongs to '{tester.ShownName}' and to '{Tester.Shorten(name)}', whose names differ.", "Correct the address or the name."), second).With("first", $"line {first.Line}");

    public static Fault DeviceOfTwo(string udid, Tester first, RosterPlace firstPlace, Tester second, RosterPlace secondPlace) =>
        At(new Fault($"The device '{AppleDeviceId.Shorten(udid)}' belongs to '{first.ShownName}' and to '{second.ShownName}'.", "Keep it with the one who has it."), secondPlace).With("first", $"line {firstPlace.Line}");

    // ---- Tables --------------------------------------------------------------------------------------------------

    public static Fault NoHeader(RosterPlace at, IEnumerable<string> known) => At(
        new Fault("The first line of the table names no column that is known.", "Begin with a line of column names, such as: name,email,groups,udid,model."), at).With("known", string.Join(", ", known));

    public static Fault ColumnTwice(RosterPlace at, string column) => At(new Fault($"Two columns mean '{column}'.", "Keep one."), at);

    public static Fault QuoteOpen(RosterPlace at) => At(new Fault("A quote that begins on this line never ends.", "Close it, and write quotes inside of it twice (\"\")."), at);

    public static Fault AfterQuote(RosterPlace at) => At(new Fault("Something stands between a closing quote and the next separator.", "Write quotes inside of a quoted value twice (\"\")."), at);

    public static Fault TooManyFields(RosterPlace at, int fields, int columns) => At(
        new Fault($"The line has {fields} values, and the table has {columns} columns.", "Put values with a separator in them into quotes."), at);

    public static Fault TooManyRows(RosterPlace at, int limit) => At(new Fault($"The table has more than {limit} lines.", "Check that the file is a roster."), at);

    // ---- Import --------------------------------------------------------------------------------------------------

    public static Fault TargetExists(string file) =>
        new Fault($"'{file}' is there already and is not overwritten.", "Move it away, run this again, and bring the two together by hand.").With("file", file);

    public static Fault NotWritten(string file, string reason) =>
        new Fault($"'{file}' could not be written: {PlainText.Clean(reason).Trim()}", "Correct the rights of the folder, or run this in another one.").With("file", file);

    private static string Flaw(string udid)
    {
        for (var i = 0; i < udid.Length; i++)
        {
            if (!char.IsAsciiHexDigit(udid[i]) && udid[i] != '-')
            {
                return $"the character {(char.IsLetterOrDigit(udid[i]) ? $"'{udid[i]}'" : $"U+{(int)udid[i]:X4}")} at position {i + 1} is no hexadecimal digit";
            }
        }

        return $"it has {udid.Length} characters";
    }

    private static Fault At(Fault fault, RosterPlace at) => fault.With("file", at.File).With("line", $"{at.Line}");
}
