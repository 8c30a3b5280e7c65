namespace MobileDist.Signing.Apple.Identity;

/// <summary>UDIDs: 40 hexadecimal digits up to the iPhone X, since then 8 and 16 with a hyphen between.</summary>
public static class AppleDeviceId
{
    private const int OldLength = 40;
    private const int NewLength = 25;
    private const int Hyphen = 8;
    private const int ShownDigits = 4;

    /// <summary>The form that Apple's own lists use: the old one in lower case, the new one in upper case with its hyphen.</summary>
    /// <returns>Null when the text is no UDID.</returns>
    public static string? Normalize(string text)
    {
        var digits = text.Trim();
        if (digits.Length == NewLength && digits[Hyphen] == '-' && IsHex(digits[..Hyphen]) && IsHex(digits[(Hyphen + 1)..]))
        {
            return digits.ToUpperInvariant();
        }

        if (digits.Length == NewLength - 1 && IsHex(digits))
        {
            return $"{digits[..Hyphen]}-{digits[Hyphen..]}".ToUpperInvariant();
        }

        return digits.Length == OldLength && IsHex(digits) ? digits.ToLowerInvariant() : null;
    }

    /// <summary>Enough to tell a team's devices apart, too little to name one: <c>…6F70</c>.</summary>
    public static string Shorten(string udid) => udid.Length > ShownDigits ? "…" + udid[^ShownDigits..] : "…";

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigit);
}
