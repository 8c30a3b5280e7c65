using System.Text;

namespace MobileDist.AppStoreConnect;

/// <summary>A path with its parameters, escaped.</summary>
internal sealed class AppleQuery(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    public AppleQuery With(string name, string value)
    {
        _text.Append(_separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        _separator = '&';
        return this;
    }

    public AppleQuery Filter(string name, string value) => With($"filter[{name}]", value);

    /// <summary>A list, in pages as large as Apple allows.</summary>
    public AppleQuery InPages() => With("limit", "200");

    public override string ToString() => _text.ToString();
}
