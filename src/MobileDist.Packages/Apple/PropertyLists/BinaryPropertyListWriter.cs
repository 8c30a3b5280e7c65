using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Writes the binary form: objects in the order of a walk from the top, keys before values, each scalar once.</summary>
internal sealed class BinaryPropertyListWriter
{
    private static readonly DateTimeOffset Epoch = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<PropertyListValue, int> _index = new(new PropertyListIdentity());
    private readonly List<PropertyListValue> _objects = [];
    private readonly Dictionary<int, int[]> _references = [];
    private readonly ArrayBufferWriter<byte> _output = new();

    public static byte[] Write(PropertyListValue value)
    {
        var writer = new BinaryPropertyListWriter();
        writer.Collect(value);
        return writer.WriteAll();
    }

    private int Collect(PropertyListValue value)
    {
        if (_index.TryGetValue(value, out var known))
        {
            return known;
        }

        var at = _objects.Count;
        _index.Add(value, at);
        _objects.Add(value);
        switch (value)
        {
            case PropertyListArray array:
                _references[at] = [.. array.Items.Select(Collect)];
                break;
            case PropertyListDictionary dictionary:
                int[] keys = [.. dictionary.Entries.Select(entry => Collect(new PropertyListString(entry.Key)))];
                _references[at] = [.. keys, .. dictionary.Entries.Select(entry => Collect(entry.Value))];
                break;
            default:
                break;
        }

        return at;
    }

    private byte[] WriteAll()
    {
        _output.Write("bplist00"u8);
        var referenceSize = WidthOf((ulong)_objects.Count);
        var offsets = new int[_objects.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = _output.WrittenCount;
            WriteObject(i, referenceSize);
        }

        var table = _output.WrittenCount;
        var offsetSize = WidthOf((ulong)table);
        foreach (var offset in offsets)
        {
            WriteNumber((ulong)offset, offsetSize);
        }

        _output.Write((ReadOnlySpan<byte>)[0, 0, 0, 0, 0, 0, (byte)offsetSize, (byte)referenceSize]);
        WriteNumber((ulong)offsets.Length, 8);
        WriteNumber(0, 8);
        WriteNumber((ulong)table, 8);
        return _output.WrittenSpan.ToArray();
    }

    private void WriteObject(int at, int referenceSize)
    {
        switch (_objects[at])
        {
            case PropertyListArray array:
                WriteHead(0xa0, array.Items.Length);
                WriteReferences(at, referenceSize);
                break;
            case PropertyListDictionary dictionary:
                WriteHead(0xd0, dictionary.Entries.Length);
                WriteReferences(at, referenceSize);
                break;
            case PropertyListData data:
                WriteHead(0x40, data.Value.Length);
                _output.Write(data.Value.AsSpan());
                break;
            case PropertyListString text:
                var ascii = Ascii.IsValid(text.Value);
                WriteHead(ascii ? 0x50 : 0x60, text.Value.Length);
                _output.Write((ascii ? Encoding.ASCII : Encoding.BigEndianUnicode).GetBytes(text.Value));
                break;
            case PropertyListInteger integer:
                WriteInteger(integer.Value);
                break;
            case PropertyListReal real:
                WriteDouble(0x23, real.Value);
                break;
            case PropertyListDate date:
                WriteDouble(0x33, (date.Value - Epoch).TotalSeconds);
                break;
            case PropertyListBoolean flag:
                _output.Write((ReadOnlySpan<byte>)[(byte)(flag.Value ? 0x09 : 0x08)]);
                break;
            case PropertyListUid uid:
                var width = WidthOf(uid.Value);
                _output.Write((ReadOnlySpan<byte>)[(byte)(0x80 | (width - 1))]);
                WriteNumber(uid.Value, width);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(at), _objects[at], "No value of a property list.");
        }
    }

    private void WriteReferences(int at, int size)
    {
        foreach (var reference in _references[at])
        {
            WriteNumber((ulong)reference, size);
        }
    }

    /// <summary>The marker with the count in its lower half, or with an integer after it that holds the count.</summary>
    private void WriteHead(int kind, int count)
    {
        _output.Write((ReadOnlySpan<byte>)[(byte)(kind | Math.Min(count, 0xf))]);
        if (count >= 0xf)
        {
            WriteInteger(count);
        }
    }

    /// <summary>Signed numbers have 8 or 16 bytes; below that they are unsigned.</summary>
    private void WriteInteger(Int128 value)
    {
        if (value < long.MinValue || value > long.MaxValue)
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteInt128BigEndian(bytes, value);
            _output.Write((ReadOnlySpan<byte>)[0x14]);
            _output.Write(bytes);
            return;
        }

        var number = unchecked((ulong)value);
        var width = WidthOf(number);
        _output.Write((ReadOnlySpan<byte>)[(byte)(0x10 | int.Log2(width))]);
        WriteNumber(number, width);
    }

    private void WriteDouble(byte marker, double value)
    {
        _output.Write((ReadOnlySpan<byte>)[marker]);
        WriteNumber(BitConverter.DoubleToUInt64Bits(value), 8);
    }

    private void WriteNumber(ulong number, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        _output.Write(bytes[^size..]);
    }

    private static int WidthOf(ulong number) => number switch
    {
        <= byte.MaxValue => 1,
        <= ushort.MaxValue => 2,
        <= uint.MaxValue => 4,
        _ => 8,
    };
}
