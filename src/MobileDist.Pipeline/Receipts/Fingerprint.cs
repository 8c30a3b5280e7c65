using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Pipeline.Receipts;

/// <summary>A digest over named values: equal only when every name and value is.</summary>
internal static class Fingerprint
{
    public static string Of(params IEnumerable<(string Name, string? Value)> parts)
    {
        // Lengths keep ("a", "b=c") and ("a=b", "c") apart.
        var text = new StringBuilder();
        foreach (var (name, value) in parts)
        {
            text.Append(name.Length).Append(':').Append(name).Append('=').Append(value?.Length ?? -1).Append(':').Append(value).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
