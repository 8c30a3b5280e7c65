using System.Globalization;
using System.Text;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Integers, reals and dates as the XML form spells them.</summary>
internal static class PropertyListScalars
{
    private const string DateForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // CoreFoundation prints 17 significant digits, as C's "%.17g".
    private const int Digits = 17;

    /// <param name="element"><c>integer</c>, <c>real</c> or <c>date</c>.</param>
    /// <param name="text">What it holds.</param>
    /// <returns>Null when the text is not valid there.</returns>
    public static PropertyListValue? Parse(string element, string text)
    {
        text = text.Trim();
        return element switch
        {
            "integer" => Integer(text) is { } integer ? new PropertyListInteger(integer) : null,
            "real" => Real(text) is { } real ? new PropertyListReal(real) : null,
            _ => DateTimeOffset.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
                ? new PropertyListDate(date)
                : null,
        };
    }

    public static string Date(DateTimeOffset value) => value.UtcDateTime.ToString(DateForm, CultureInfo.InvariantCulture);

    public static string Real(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "+infinity" : "-infinity";
        }

        return value is 0 ? (double.IsNegative(value) ? "-0.0" : "0.0") : General(value);
    }

    private static string General(double value)
    {
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var at = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(scientific.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = scientific[0] == '-' ? "-" : "";
        var digits = scientific[sign.Length..at].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        var text = new StringBuilder(sign);
        switch (exponent)
        {
            case < -4 or >= Digits:
                text.Append(digits[0]).Append(digits.Length > 1 ? "." : "").Append(digits.AsSpan(1));
                return text.Append(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}").ToString();
            case < 0:
                return text.Append("0.").Append('0', -exponent - 1).Append(digits).ToString();
            default:
                var whole = digits.PadRight(exponent + 1, '0');
                text.Append(whole.AsSpan(0, exponent + 1));
                return whole.Length > exponent + 1 ? text.Append('.').Append(whole.AsSpan(exponent + 1)).ToString() : text.ToString();
        }
    }

    private static Int128? Integer(string text)
    {
        var digits = text.AsSpan();
        var negative = digits.StartsWith("-");
        if (negative || digits.StartsWith("+"))
        {
            digits = digits[1..];
        }

        var hexadecimal = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!UInt128.TryParse(hexadecimal ? digits[2..] : digits, style, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }

        var most = (UInt128)Int128.MaxValue + (negative ? UInt128.One : UInt128.Zero);
        return size > most ? null : unchecked(negative ? -(Int128)size : (Int128)size);
    }

    private static double? Real(string text) => text.ToUpperInvariant() switch
    {
        "NAN" => double.NaN,
        "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
