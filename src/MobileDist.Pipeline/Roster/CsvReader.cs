using System.Collections.Immutable;
using System.Text;

namespace MobileDist.Pipeline.Roster;

/// <summary>
/// Reads comma-separated values (RFC 4180), also as spreadsheets write them: with semicolons or tabs, any line end, a first line
/// <c>sep=;</c>. A faulty record is told and left out, the next ones are read.
/// </summary>
internal sealed class CsvReader
{
    internal const int MostRecords = 20_000;
    private const string SeparatorLine = "sep=";

    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly string _file;
    private readonly string _text;
    private readonly ICollection<Fault> _faults;
    private char _separator = ',';
    private int _at;
    private long _line = 1;

    private CsvReader(string file, string text, ICollection<Fault> faults)
    {
        _file = file;
        _text = text;
        _faults = faults;
    }

    public static List<CsvRecord> Read(string file, string text, ICollection<Fault> faults)
    {
        var reader = new CsvReader(file, text, faults);
        reader.FindSeparator();
        List<CsvRecord> records = [];
        while (reader._at < text.Length)
        {
            if (records.Count >= MostRecords)
            {
                faults.Add(RosterFaults.TooManyRows(reader.Here, MostRecords));
                break;
            }

            if (reader.ReadRecord() is { } record && record.Fields.Any(field => !string.IsNullOrWhiteSpace(field)))
            {
                records.Add(record);
            }
        }

        return records;
    }

    private RosterPlace Here => new(_file, _line);

    private void FindSeparator()
    {
        var end = _text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? _text : _text[..end];
        if (first.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && first.Length == SeparatorLine.Length + 1)
        {
            _separator = first[^1];
            _at = first.Length;
            SkipLineEnd();
            return;
        }

        // Column names hold none of the three, so the one that is there separates them.
        _separator = Separators.MaxBy(candidate => first.Count(c => c == candidate));
    }

    private CsvRecord? ReadRecord()
    {
        var place = Here;
        var fields = ImmutableArray.CreateBuilder<string>();
        while (true)
        {
            var field = _at < _text.Length && _text[_at] == '"' ? ReadQuoted() : ReadPlain();
            if (field is null)
            {
                SkipLine();
                return null;
            }

            fields.Add(field);
            if (_at < _text.Length && _text[_at] == _separator)
            {
                _at++;
                continue;
            }

            SkipLineEnd();
            return new CsvRecord(place, fields.ToImmutable());
        }
    }

    private string ReadPlain()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] != _separator && _text[_at] is not ('\r' or '\n'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private string? ReadQuoted()
    {
        var place = Here;
        var field = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                if (_at + 1 < _text.Length && _text[_at + 1] == '"')
                {
                    _at++;
                }
                else
                {
                    _at++;
                    return EndQuoted(field, place);
                }
            }
            else if (c == '\n')
            {
                _line++;
            }

            field.Append(c);
        }

        _faults.Add(RosterFaults.QuoteOpen(place));
        return null;
    }

    private string? EndQuoted(StringBuilder field, RosterPlace place)
    {
        while (_at < _text.Length && _text[_at] == ' ' && _separator != ' ')
        {
            _at++;
        }

        if (_at >= _text.Length || _text[_at] == _separator || _text[_at] is '\r' or '\n')
        {
            return field.ToString();
        }

        _faults.Add(RosterFaults.AfterQuote(place));
        return null;
    }

    private void SkipLine()
    {
        while (_at < _text.Length && _text[_at] is not ('\r' or '\n'))
        {
            _at++;
        }

        SkipLineEnd();
    }

    private void SkipLineEnd()
    {
        if (_at < _text.Length)
        {
            _at += _text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n' ? 2 : 1;
            _line++;
        }
    }
}
