using System.Text;

namespace MobileDist;

/// <summary>
/// Knows everything that was ever a secret in this run and takes it out of text: the value, each of its lines, and its
/// base64. Longest first, so that a secret that contains another does not leave half of itself behind. Thread-safe.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    // Shorter pieces would blank out ordinary words ("a", "1.0"); a platform's own masking draws the same line.
    private const int ShortestPiece = 4;

    private readonly Lock _gate = new();
    private string[] _pieces = [];
    private Action<Secret>? _listener;

    /// <summary>From now on somebody else hears of every secret that is new: a CI platform, which masks it in its own log too.</summary>
    public void Tell(Action<Secret> listener) => _listener = listener;

    /// <summary>From now on, text that holds this secret shows <see cref="Mask"/>.</summary>
    public void Register(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        string[] pieces = [.. Pieces(secret.Reveal())];
        lock (_gate)
        {
            if (pieces.All(piece => _pieces.Contains(piece, StringComparer.Ordinal)))
            {
                return;
            }

            _pieces = [.. _pieces.Union(pieces, StringComparer.Ordinal).OrderByDescending(piece => piece.Length).ThenBy(piece => piece, StringComparer.Ordinal)];
        }

        _listener?.Invoke(secret);
    }

    /// <summary>The pieces to hide, longest first; a CI platform's masking command takes them one by one.</summary>
    public IReadOnlyList<string> RegisteredPieces => _pieces;

    /// <summary>The text with every registered secret masked.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var piece in _pieces)
        {
            text = text.Replace(piece, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    private static IEnumerable<string> Pieces(string value)
    {
        var lines = value.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] whole = [value, value.Trim(), Convert.ToBase64String(Encoding.UTF8.GetBytes(value))];
        return whole.Concat(lines).Where(piece => piece.Length >= ShortestPiece);
    }
}
