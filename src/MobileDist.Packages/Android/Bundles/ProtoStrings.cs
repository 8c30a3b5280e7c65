using System.Text;
using Google.Protobuf;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>The strings of a protobuf file. A string's index is the byte at which its length stands: nothing is copied before it is asked for.</summary>
internal sealed class ProtoStrings(byte[] bytes, Func<string, DistributionException> malformed) : IStringSource
{
    /// <summary>The index of a string that is not written down because it is empty.</summary>
    public const uint Empty = uint.MaxValue - 1;

    public string? Get(uint index)
    {
        if (index == StringPool.None)
        {
            return null;
        }

        var content = Content(index);
        return content.Length <= StringPool.LongestString * 3
            ? Encoding.UTF8.GetString(content)
            : throw malformed($"the string at byte {index} is {content.Length} bytes long; {StringPool.LongestString} characters is the most that is read");
    }

    public bool Is(uint index, string ascii)
    {
        var content = index == StringPool.None ? [] : Content(index);
        return index != StringPool.None && content.Length == ascii.Length && Ascii.Equals(content, ascii);
    }

    // The field was walked over before anything refers to it: its length is that of bytes that are there.
    private ReadOnlySpan<byte> Content(uint index)
    {
        if (index == Empty)
        {
            return [];
        }

        var start = (int)index;
        var length = new CodedInputStream(bytes, start, bytes.Length - start).ReadLength();
        return bytes.AsSpan(ProtoMessage.ContentStart(bytes, start), length);
    }
}
