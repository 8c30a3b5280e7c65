using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MobileDist.Doors.Tests;

/// <summary>A secret that tests look for afterwards, in every form that a program could have written it in.</summary>
internal sealed record Mark(string Name, byte[] Value)
{
    // Shorter than this a form could be met by chance.
    private const int Shortest = 6;

    public static Mark Of(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));

    /// <summary>A mark for each line of a secret that has several: whoever masks or prints does so by the line.</summary>
    public static IEnumerable<Mark> Lines(string name, string value) =>
        value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("-----", StringComparison.Ordinal))
            .Select((line, at) => Of($"{name}, line {at + 1}", line));

    /// <summary>The forms, each byte as one character.</summary>
    public IEnumerable<string> Forms()
    {
        var text = Encoding.UTF8.GetString(Value);
        string[] escaped =
        [
            JsonEncodedText.Encode(text).Value,
            JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
            Uri.EscapeDataString(text),
            System.Net.WebUtility.UrlEncode(text),
            System.Net.WebUtility.HtmlEncode(text),
            text.Replace("%", "%25", StringComparison.Ordinal),
            text.Replace("%", "%AZP25", StringComparison.Ordinal),
            Convert.ToHexStringLower(Value),
            Convert.ToHexString(Value),
        ];
        return escaped.Select(form => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(form)))
            .Append(Encoding.Latin1.GetString(Value))
            .Concat(Base64())
            .Where(form => form.Length >= Shortest)
            .Distinct(StringComparer.Ordinal);
    }

    // What stands before a value decides which of three alignments it has in Base64; its ends depend on its neighbours.
    private IEnumerable<string> Base64()
    {
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. Value]);
            var start = ((before * 8) + 5) / 6;
            var end = (before + Value.Length) * 8 / 6;
            yield return encoded[start..end];
            yield return encoded[start..end].Replace('+', '-').Replace('/', '_');
        }
    }
}
