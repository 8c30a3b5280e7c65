using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MobileDist.Pipeline.Settings.Yaml;

/// <summary>
/// Turns a settings file into nodes with positions. Aliases share the node they name; their expanded size is counted,
/// so that a file of a few lines cannot stand for millions of values.
/// </summary>
internal sealed class YamlTreeReader
{
    internal const int MaxNodes = 10_000;
    internal const int MaxDepth = 24;

    private const string Hidden = "(not shown)";

    private readonly string _file;
    private readonly string _text;
    private readonly Parser _parser;
    private readonly ICollection<Fault> _faults;
    private readonly Dictionary<AnchorName, (YamlNode Node, int Weight)> _anchors = [];
    private int _weight;

    private readonly bool _hidesValues;

    private YamlTreeReader(string file, string text, ICollection<Fault> faults, bool hidesValues)
    {
        _hidesValues = hidesValues;
        _file = file;
        _text = text;
        _faults = faults;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The document's root; null when the file holds nothing or cannot be read, with the reason among the faults.</summary>
    /// <param name="file">What the file is called in messages.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="hidesValues">Whether the file is personal, so that no message may repeat what stands in it.</param>
    public static YamlNode? Read(string file, string text, ICollection<Fault> faults, bool hidesValues = false)
    {
        var reader = new YamlTreeReader(file, text, faults, hidesValues);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException error)
        {
            faults.Add(reader.Explain(error));
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The parser's scanner lets these out on some malformed texts.
            faults.Add(SettingsFaults.NotYaml(reader.At(reader._parser.Current?.End ?? Mark.Empty), "it cannot be read from here on."));
            return null;
        }
        catch (DistributionException error)
        {
            foreach (var fault in error.Faults)
            {
                faults.Add(fault);
            }

            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _faults.Add(SettingsFaults.SecondDocument(At(second.Start)));
        }

        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Abort(SettingsFaults.TooDeep(At(_parser.Current!.Start), MaxDepth));
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Resolve(alias);
        }

        var before = _weight;
        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        Count(1, _parser.Current!.Start);
        YamlNode node = _parser.Current switch
        {
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            _ => ReadScalar(),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = (node, _weight - before);
        }

        return node;
    }

    private YamlNode.Scalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new YamlNode.Scalar(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlNode.Sequence ReadSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlNode.Sequence(At(start.Start), items.ToImmutable());
    }

    private YamlNode.Mapping ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new Dictionary<string, YamlPosition>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not YamlNode.Scalar name)
            {
                _faults.Add(SettingsFaults.KeyIsNoText(key));
            }
            else if (!seen.TryAdd(name.Text, name.Position))
            {
                _faults.Add(SettingsFaults.DuplicateKey(name.Position, Shown(name.Text), seen[name.Text]));
            }
            else
            {
                entries.Add(new YamlEntry(name.Text, name.Position, value));
            }
        }

        return new YamlNode.Mapping(At(start.Start), entries.ToImmutable());
    }

    // An anchor is known only once its node is complete, so a node that holds itself is an unknown alias here.
    private YamlNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
        {
            throw Abort(SettingsFaults.UnknownAlias(At(alias.Start), Shown(alias.Value.Value)));
        }

        Count(target.Weight, alias.Start);
        return target.Node;
    }

    private void Count(int weight, Mark at)
    {
        _weight += weight;
        if (_weight > MaxNodes)
        {
            throw Abort(SettingsFaults.TooManyValues(At(at), MaxNodes));
        }
    }

    private Fault Explain(YamlException error)
    {
        // The parser points at the mapping that the tab broke, not at the tab.
        var lines = _text.Split('\n');
        var tab = Array.FindIndex(lines, line => line[..^line.TrimStart().Length].Contains('\t', StringComparison.Ordinal));
        return tab >= 0 && tab + 1 >= error.Start.Line
            ? SettingsFaults.TabIndentation(new YamlPosition(_file, tab + 1, lines[tab].IndexOf('\t', StringComparison.Ordinal) + 1))
            : SettingsFaults.NotYaml(At(error.Start), _hidesValues ? "it cannot be read from here on." : error.Message);
    }

    private string Shown(string text) => _hidesValues ? Hidden : text;

    private YamlPosition At(Mark mark) => new(_file, mark.Line, mark.Column);

    private static DistributionException Abort(Fault fault) => new(ExitCode.Settings, fault);
}
