using System.Collections.Immutable;

namespace MobileDist.Pipeline.Roster;

/// <summary>Reads a roster out of a table: our own columns, those of App Store Connect's tester export, and those of Apple's device list.</summary>
internal sealed class RosterCsv
{
    // Spellings without case, blanks, hyphens and underscores.
    private static readonly Dictionary<string, RosterColumn> Spellings = new(StringComparer.Ordinal)
    {
        ["name"] = RosterColumn.Name, ["fullname"] = RosterColumn.Name, ["tester"] = RosterColumn.Name, ["person"] = RosterColumn.Name,
        ["firstname"] = RosterColumn.FirstName, ["givenname"] = RosterColumn.FirstName,
        ["lastname"] = RosterColumn.LastName, ["surname"] = RosterColumn.LastName, ["familyname"] = RosterColumn.LastName,
        ["email"] = RosterColumn.Email, ["mail"] = RosterColumn.Email, ["emailaddress"] = RosterColumn.Email, ["address"] = RosterColumn.Email,
        ["group"] = RosterColumn.Groups, ["groups"] = RosterColumn.Groups, ["betagroups"] = RosterColumn.Groups, ["team"] = RosterColumn.Groups, ["tags"] = RosterColumn.Groups,
        ["udid"] = RosterColumn.Udid, ["udids"] = RosterColumn.Udid, ["deviceid"] = RosterColumn.Udid, ["deviceudid"] = RosterColumn.Udid, ["deviceidentifier"] = RosterColumn.Udid, ["identifier"] = RosterColumn.Udid,
        ["devicename"] = RosterColumn.DeviceName, ["device"] = RosterColumn.DeviceName,
        ["model"] = RosterColumn.Model, ["devicemodel"] = RosterColumn.Model, ["product"] = RosterColumn.Model,
    };

    private static readonly char[] InnerSeparators = [',', ';', '|', '\n'];

    private readonly ImmutableArray<RosterColumn> _columns;
    private readonly ICollection<Fault> _faults;

    private RosterCsv(ImmutableArray<RosterColumn> columns, ICollection<Fault> faults)
    {
        _columns = columns;
        _faults = faults;
    }

    public static TesterRoster Read(string file, string text, ICollection<Fault> faults)
    {
        var records = CsvReader.Read(file, text, faults);
        if (records.Count == 0)
        {
            faults.Add(RosterFaults.Empty(file));
            return new TesterRoster([]);
        }

        ImmutableArray<RosterColumn> columns = [.. records[0].Fields.Select(Column)];
        if (columns.All(column => column is RosterColumn.Other))
        {
            faults.Add(RosterFaults.NoHeader(records[0].Place, ["name", "first name", "last name", "email", "groups", "udid", "device name", "model"]));
            return new TesterRoster([]);
        }

        foreach (var twice in columns.Where(column => column is not RosterColumn.Other).GroupBy(column => column).Where(group => group.Count() > 1))
        {
            faults.Add(RosterFaults.ColumnTwice(records[0].Place, twice.Key.ToString()));
        }

        var table = new RosterCsv(columns, faults);
        return new RosterAssembly(faults).Assemble(records.Skip(1).Select(table.Draft).OfType<TesterDraft>(), rows: true);
    }

    private static RosterColumn Column(string name) =>
        Spellings.GetValueOrDefault(string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant());

    private TesterDraft? Draft(CsvRecord record)
    {
        if (record.Fields.Skip(_columns.Length).Any(field => !string.IsNullOrWhiteSpace(field)))
        {
            _faults.Add(RosterFaults.TooManyFields(record.Place, record.Fields.Length, _columns.Length));
            return null;
        }

        var deviceName = Field(record, RosterColumn.DeviceName);
        var name = Field(record, RosterColumn.Name)
            ?? Join(Field(record, RosterColumn.FirstName), Field(record, RosterColumn.LastName));
        if (name is null && !_columns.Any(column => column is RosterColumn.Name or RosterColumn.FirstName or RosterColumn.Email))
        {
            // Apple's own list of devices knows no people, and its names say whose they are.
            name = deviceName;
        }

        var model = Field(record, RosterColumn.Model);
        return new TesterDraft(record.Place)
        {
            Name = Text(record, name),
            Email = Text(record, Field(record, RosterColumn.Email)),
            Groups = [.. Parts(record, RosterColumn.Groups, InnerSeparators)],
            Devices = [.. Parts(record, RosterColumn.Udid, [.. InnerSeparators, ' ']).Select(udid => new DeviceDraft(udid, deviceName, model))],
        };
    }

    private string? Field(CsvRecord record, RosterColumn column)
    {
        var index = _columns.IndexOf(column);
        return index >= 0 && index < record.Fields.Length && record.Fields[index].Trim() is { Length: > 0 } text ? text : null;
    }

    private IEnumerable<RosterText> Parts(CsvRecord record, RosterColumn column, char[] separators) =>
        (Field(record, column) ?? "").Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => new RosterText(part, record.Place));

    private static RosterText? Text(CsvRecord record, string? text) => text is null ? null : new RosterText(text, record.Place);

    private static string? Join(string? first, string? last) => first is null || last is null ? first ?? last : $"{first} {last}";
}
