using System.Globalization;

namespace MobileDist.AppStoreConnect;

/// <summary>Apple's dates: ISO 8601 in several spellings, with up to nine digits of a second and offsets without a colon.</summary>
internal static class AppleDate
{
    private const int MostDigits = 7;

    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point)
        {
            var end = point + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            text = text[..Math.Min(end, point + 1 + MostDigits)] + text[end..];
        }

        if (text.Length > 5 && text[^5] is '+' or '-' && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0 && text.Contains('T', StringComparison.Ordinal))
        {
            text = text[..^2] + ":" + text[^2..];
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }
}
