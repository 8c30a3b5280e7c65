using System.Text;
using System.Text.Unicode;

namespace MobileDist.Signing.Android;

/// <summary>A manifest or signature file taken apart (JAR File Specification, "Name-Value pairs and Sections").</summary>
internal sealed class JarManifest
{
    private const int LongestValue = 1 << 17;
    private readonly Dictionary<string, JarSection> _sections = new(StringComparer.Ordinal);

    private JarManifest(JarSection main) => Main = main;

    /// <summary>The section before the first empty line.</summary>
    public JarSection Main { get; }

    /// <summary>The others by the entry that they are about.</summary>
    public IReadOnlyDictionary<string, JarSection> Sections => _sections;

    /// <summary>Takes a file apart; null with a reason when it is malformed.</summary>
    public static JarManifest? Parse(ReadOnlyMemory<byte> bytes, out string reason)
    {
        reason = "";
        var at = 0;
        var main = NextSection(bytes, ref at, ref reason);
        if (main is null)
        {
            reason = reason.Length > 0 ? reason : "it is empty.";
            return null;
        }

        var manifest = new JarManifest(main);
        while (NextSection(bytes, ref at, ref reason) is { } section)
        {
            var (key, name) = section.Attributes[0];
            if (!key.Equals("Name", StringComparison.OrdinalIgnoreCase))
            {
                reason = $"a section begins with '{key}', not with 'Name'.";
                return null;
            }

            if (!manifest._sections.TryAdd(name, section))
            {
                reason = $"it has two sections for '{name}'.";
                return null;
            }
        }

        return reason.Length == 0 ? manifest : null;
    }

    // Null at the end, or with a reason.
    private static JarSection? NextSection(ReadOnlyMemory<byte> bytes, ref int at, ref string reason)
    {
        var start = at;
        while (at < bytes.Length && bytes.Span[at] is (byte)'\r' or (byte)'\n')
        {
            start = ++at;
        }

        var attributes = new List<KeyValuePair<string, string>>(2);
        while (at < bytes.Length)
        {
            var line = NextLine(bytes.Span, ref at);
            if (line.IsEmpty)
            {
                break;
            }

            if (Unfold(line, bytes.Span, ref at) is not { } text || text.IndexOf(": ", StringComparison.Ordinal) is not (> 0 and var colon))
            {
                reason = $"the line at byte '{start}' or after it is no 'Name: value' in UTF-8.";
                return null;
            }

            attributes.Add(new(text[..colon], text[(colon + 2)..]));
        }

        return attributes.Count > 0 ? new JarSection(bytes[start..at], attributes) : null;
    }

    private static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> bytes, ref int at)
    {
        var rest = bytes[at..];
        var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            at = bytes.Length;
            return rest;
        }

        at += end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
        return rest[..end];
    }

    // A line that begins with a space goes on with the one before, even in the middle of a character.
    private static string? Unfold(ReadOnlySpan<byte> line, ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at >= bytes.Length || bytes[at] != ' ')
        {
            return Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : null;
        }

        var whole = new List<byte>(line.Length + 128);
        whole.AddRange(line);
        while (at < bytes.Length && bytes[at] == ' ' && whole.Count < LongestValue)
        {
            whole.AddRange(NextLine(bytes, ref at)[1..]);
        }

        var joined = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(whole);
        return Utf8.IsValid(joined) ? Encoding.UTF8.GetString(joined) : null;
    }
}
