using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>
/// Walks the fields of one protobuf message that lies in memory, forward only, without unpacking any. Whatever does not
/// keep to the wire format, or claims more bytes than its message has, is a fault in the file's own words.
/// </summary>
/// <param name="bytes">The whole file.</param>
/// <param name="start">Where the message begins in it.</param>
/// <param name="end">Where it ends.</param>
/// <param name="malformed">Makes the error of the file out of what is wrong in it.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The reader stands on bytes in memory; there is nothing to let go of.")]
internal sealed class ProtoMessage(byte[] bytes, int start, int end, Func<string, DistributionException> malformed)
{
    private readonly CodedInputStream _input = new(bytes, start, end - start);

    public ProtoMessage(byte[] bytes, Func<string, DistributionException> malformed)
        : this(bytes, 0, bytes.Length, malformed)
    {
    }

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Where the current field begins, with its tag.</summary>
    public int FieldStart { get; private set; }

    /// <summary>Where its value begins; of a message or a string, the length in front of it.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Where it ends.</summary>
    public int ValueEnd { get; private set; }

    /// <summary>Whether the value is a string or a message.</summary>
    public bool IsLengthDelimited { get; private set; }

    private bool IsVarint { get; set; }

    private bool IsFixed32 { get; set; }

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    public bool Next()
    {
        try
        {
            FieldStart = (int)_input.Position;
            var tag = _input.ReadTag();
            if (tag == 0)
            {
                return false;
            }

            Field = WireFormat.GetTagFieldNumber(tag);
            var type = WireFormat.GetTagWireType(tag);
            IsLengthDelimited = type == WireFormat.WireType.LengthDelimited;
            IsVarint = type == WireFormat.WireType.Varint;
            IsFixed32 = type == WireFormat.WireType.Fixed32;
            ValueStart = (int)_input.Position;
            _input.SkipLastField();
            ValueEnd = (int)_input.Position;
            return true;
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidOperationException)
        {
            throw malformed($"the message at byte {start} of it is no protobuf message from byte {FieldStart} on");
        }
    }

    /// <summary>Goes to the next message or string with this number; false when there is none left.</summary>
    public bool Next(int field)
    {
        while (Next())
        {
            if (Field == field && IsLengthDelimited)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first message with this number; null when there is none. Goes no further than that.</summary>
    public ProtoMessage? Find(int field) => Next(field) ? Message() : null;

    /// <summary>The one message with this number; null when there is none. Readers put several together, which nobody writes and every check would be blind to.</summary>
    public ProtoMessage? Only(int field)
    {
        var found = Find(field);
        return found is null || !Next(field) ? found : throw malformed($"the message at byte {start} of it has two fields {field} where one belongs");
    }

    /// <summary>The current field as a message.</summary>
    public ProtoMessage Message() => new(bytes, ContentStart(), ValueEnd, malformed);

    /// <summary>The same message from its beginning.</summary>
    public ProtoMessage Again() => new(bytes, start, end, malformed);

    /// <summary>Where the content of the current field begins, a message or a string: after its length.</summary>
    public int ContentStart() => ContentStart(bytes, ValueStart);

    /// <summary>The current field's bytes, a string's UTF-8.</summary>
    public ReadOnlySpan<byte> Text() => bytes.AsSpan(ContentStart()..ValueEnd);

    /// <summary>The current field as a number, of which the lower 32 bits count; 0 when it is none.</summary>
    public uint UInt32()
    {
        if (IsFixed32)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(ValueStart, 4));
        }

        return IsVarint ? unchecked((uint)new CodedInputStream(bytes, ValueStart, ValueEnd - ValueStart).ReadUInt64()) : 0;
    }

    /// <summary>Where the content begins of a message or string whose length stands here.</summary>
    public static int ContentStart(byte[] bytes, int valueStart)
    {
        while ((bytes[valueStart] & 0x80) != 0)
        {
            valueStart++;
        }

        return valueStart + 1;
    }
}
