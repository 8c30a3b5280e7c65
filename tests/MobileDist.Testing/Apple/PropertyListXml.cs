using System.Collections;
using System.Globalization;
using System.Security;
using System.Text;

namespace MobileDist.Testing.Apple;

/// <summary>Spells plain .NET values as an XML property list, apart from the product's own writer.</summary>
public static class PropertyListXml
{
    /// <param name="value">A string, integer, double, bool, byte array, <see cref="DateTimeOffset"/>, list, or dictionary with string keys.</param>
    public static byte[] Write(object value) => Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
        + $"<plist version=\"1.0\">\n{Element(value)}</plist>\n");

    private static string Element(object value) => value switch
    {
        string text => $"<string>{SecurityElement.Escape(text)}</string>\n",
        bool flag => flag ? "<true/>\n" : "<false/>\n",
        int or long => string.Create(CultureInfo.InvariantCulture, $"<integer>{value}</integer>\n"),
        double => string.Create(CultureInfo.InvariantCulture, $"<real>{value}</real>\n"),
        byte[] bytes => $"<data>\n{Convert.ToBase64String(bytes)}\n</data>\n",
        DateTimeOffset date => $"<date>{date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</date>\n",
        IEnumerable<KeyValuePair<string, object>> entries => $"<dict>\n{string.Concat(entries.Select(entry => $"<key>{SecurityElement.Escape(entry.Key)}</key>\n{Element(entry.Value)}"))}</dict>\n",
        IEnumerable items => $"<array>\n{string.Concat(items.Cast<object>().Select(Element))}</array>\n",
        _ => throw new ArgumentException($"'{value.GetType()}' has no element.", nameof(value)),
    };
}
