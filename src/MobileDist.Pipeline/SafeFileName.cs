using System.Text;

namespace MobileDist.Pipeline;

/// <summary>File names out of text from packages: ASCII letters, digits, dot, hyphen, underscore; at most 80 characters.</summary>
internal static class SafeFileName
{
    private const int Longest = 80;

    public static string Of(string text)
    {
        var safe = new StringBuilder();
        foreach (var character in text)
        {
            var kept = char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-';
            if (kept is not ('-' or '.') || (safe.Length > 0 && safe[^1] is not ('-' or '.')))
            {
                safe.Append(kept);
            }
        }

        var name = safe.ToString();
        name = (name.Length > Longest ? name[..Longest] : name).Trim('-', '.');
        return name.Length == 0 ? "app" : name;
    }
}
