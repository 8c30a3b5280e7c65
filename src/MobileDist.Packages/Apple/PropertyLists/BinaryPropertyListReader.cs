using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>
/// Reads the binary form (CFBinaryPList.c). An object that is referred to twice is read once; how large and how deep
/// it would be written out is kept with it, so that references to references cannot blow up behind our back.
/// </summary>
internal sealed class BinaryPropertyListReader
{
    private static readonly DateTimeOffset Epoch = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Func<string, DistributionException> _broken;
    private readonly PropertyListBudget _budget;
    private readonly BinaryPropertyListTrailer _trailer;
    private readonly PropertyListValue?[] _values;
    private readonly PropertyListExtent[] _extents;
    private readonly bool[] _open;

    private BinaryPropertyListReader(ReadOnlyMemory<byte> bytes, Func<string, DistributionException> broken)
    {
        _bytes = bytes;
        _broken = broken;
        _budget = new PropertyListBudget(broken);
        _trailer = BinaryPropertyListTrailer.Read(bytes.Span, broken);
        _values = new PropertyListValue?[_trailer.ObjectCount];
        _extents = new PropertyListExtent[_trailer.ObjectCount];
        _open = new bool[_trailer.ObjectCount];
    }

    public static PropertyListValue Read(ReadOnlyMemory<byte> bytes, string source)
    {
        var reader = new BinaryPropertyListReader(bytes, what => AppleFaults.PropertyListBroken(source, what));
        return reader.ReadObject(reader._trailer.Top, 0, out _);
    }

    private PropertyListValue ReadObject(int index, int depth, out PropertyListExtent extent)
    {
        if (_values[index] is { } known)
        {
            extent = _extents[index];
            return depth + extent.Height <= PropertyListBounds.Deepest ? known : throw TooDeep();
        }

        if (_open[index])
        {
            throw _broken($"its object '{index}' holds itself");
        }

        if (depth > PropertyListBounds.Deepest)
        {
            throw TooDeep();
        }

        _open[index] = true;
        var value = Parse(index, depth, out extent);
        _open[index] = false;
        _values[index] = value;
        _extents[index] = extent;
        return value;
    }

    private PropertyListValue Parse(int index, int depth, out PropertyListExtent extent)
    {
        var offset = Number(_trailer.OffsetTable + (index * _trailer.OffsetSize), _trailer.OffsetSize);
        if (offset < BinaryPropertyListTrailer.HeaderSize || offset >= (ulong)_trailer.OffsetTable)
        {
            throw _broken($"its object '{index}' is said to be at byte '{offset}', outside the objects");
        }

        var at = (int)offset;
        var marker = _bytes.Span[at++];
        var low = marker & 0x0f;
        switch (marker >> 4)
        {
            case 0xa:
                return ReadArray(Sized(at, low, _trailer.ReferenceSize, out _), depth, out extent);
            case 0xd:
                return ReadDictionary(Sized(at, low, 2 * _trailer.ReferenceSize, out _), depth, out extent);
            default:
                var value = Scalar(marker, at, out var size);
                extent = PropertyListExtent.OfScalar(size);
                return value;
        }
    }

    private PropertyListValue Scalar(byte marker, int at, out int size)
    {
        size = 0;
        var low = marker & 0x0f;
        switch (marker >> 4)
        {
            case 0x0 when low is 8 or 9:
                return new PropertyListBoolean(low == 9);
            case 0x1 when low <= 4:
                return new PropertyListInteger(Integer(Slice(at, 1 << low)));
            case 0x2 when low == 2:
                return new PropertyListReal(BinaryPrimitives.ReadSingleBigEndian(Slice(at, 4)));
            case 0x2 when low == 3:
                return new PropertyListReal(BinaryPrimitives.ReadDoubleBigEndian(Slice(at, 8)));
            case 0x3 when low == 3:
                return new PropertyListDate(Date(BinaryPrimitives.ReadDoubleBigEndian(Slice(at, 8))));
            case 0x4:
                return new PropertyListData(ImmutableArray.Create(Sized(at, low, 1, out size)));
            case 0x5 or 0x6:
                return new PropertyListString(Text(at, marker, out size));
            case 0x8 when low <= 7:
                return new PropertyListUid(Number(at, Slice(at, low + 1).Length));
            default:
                throw _broken($"it holds an object of the kind '0x{marker:x2}', which no app's property list has");
        }
    }

    private PropertyListArray ReadArray(ReadOnlySpan<byte> references, int depth, out PropertyListExtent extent)
    {
        extent = PropertyListExtent.OfScalar(0);
        var items = ImmutableArray.CreateBuilder<PropertyListValue>();
        for (var i = 0; i < references.Length / _trailer.ReferenceSize; i++)
        {
            items.Add(ReadObject(Reference(references, i), depth + 1, out var item));
            extent = extent.Around(item) ?? throw PropertyListBudget.TooMuch(_broken);
        }

        return new PropertyListArray(items.DrainToImmutable());
    }

    private PropertyListDictionary ReadDictionary(ReadOnlySpan<byte> references, int depth, out PropertyListExtent extent)
    {
        extent = PropertyListExtent.OfScalar(0);
        var count = references.Length / _trailer.ReferenceSize / 2;
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyListValue>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            if (ReadObject(Reference(references, i), depth + 1, out var keyExtent) is not PropertyListString { Value: var key })
            {
                throw _broken("a key in it is no text");
            }

            if (!keys.Add(key))
            {
                throw _broken($"the key '{DisplayText.Clean(key)}' stands twice in one dictionary");
            }

            entries.Add(new(key, ReadObject(Reference(references, count + i), depth + 1, out var valueExtent)));
            extent = extent.Around(keyExtent)?.Around(valueExtent) ?? throw PropertyListBudget.TooMuch(_broken);
        }

        return new PropertyListDictionary(entries.DrainToImmutable());
    }

    private int Reference(ReadOnlySpan<byte> references, int i)
    {
        var number = BigEndian(references.Slice(i * _trailer.ReferenceSize, _trailer.ReferenceSize));
        return number < (ulong)_trailer.ObjectCount ? (int)number : throw _broken($"it refers to object '{number}' of '{_trailer.ObjectCount}'");
    }

    /// <summary>The bytes of an object whose marker gives its length, or says that an integer does.</summary>
    private ReadOnlySpan<byte> Sized(int at, int low, int bytesPerItem, out int size)
    {
        var count = (ulong)low;
        if (low == 0xf)
        {
            var marker = Slice(at++, 1)[0];
            if (marker is < 0x10 or > 0x13)
            {
                throw _broken($"the length of an object is of the kind '0x{marker:x2}'");
            }

            var width = 1 << (marker & 0x0f);
            count = Number(at, Slice(at, width).Length);
            at += width;
        }

        if (count > (ulong)((_trailer.OffsetTable - at) / bytesPerItem))
        {
            throw _broken($"an object claims '{count}' items and runs over the end of the objects");
        }

        size = (int)count * bytesPerItem;
        _budget.Take(size);
        return Slice(at, size);
    }

    private string Text(int at, byte marker, out int size)
    {
        var ascii = marker >> 4 == 0x5;
        var bytes = Sized(at, marker & 0x0f, ascii ? 1 : 2, out size);
        if (ascii)
        {
            return Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : throw _broken("an ASCII text in it holds other bytes");
        }

        try
        {
            return new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw _broken("a text in it is not valid UTF-16");
        }
    }

    private DateTimeOffset Date(double seconds)
    {
        var ticks = seconds * TimeSpan.TicksPerSecond;
        return ticks >= (DateTimeOffset.MinValue - Epoch).Ticks && ticks < (DateTimeOffset.MaxValue - Epoch).Ticks
            ? Epoch.AddTicks((long)Math.Round(ticks))
            : throw _broken("a date in it is outside the years 1 to 9999");
    }

    /// <summary>One, two and four bytes are unsigned; eight and sixteen signed.</summary>
    private static Int128 Integer(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        8 => BinaryPrimitives.ReadInt64BigEndian(bytes),
        16 => BinaryPrimitives.ReadInt128BigEndian(bytes),
        _ => BigEndian(bytes),
    };

    private ulong Number(int at, int size) => BigEndian(_bytes.Span.Slice(at, size));

    private static ulong BigEndian(ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        foreach (var value in bytes)
        {
            number = (number << 8) | value;
        }

        return number;
    }

    private ReadOnlySpan<byte> Slice(int at, int length) =>
        at <= _trailer.OffsetTable - length ? _bytes.Span.Slice(at, length) : throw _broken("an object runs over the end of the objects");

    private DistributionException TooDeep() => _broken($"it is nested deeper than '{PropertyListBounds.Deepest}' levels");
}
