using System.Buffers.Binary;

namespace MobileDist.Packages.Zip;

/// <summary>
/// Walks the fields of an extra area: u16 id, u16 size, data. Stops at the first field that does not fit: zipalign fills
/// the area with a few zero bytes, which is no field, and every reader lets that pass.
/// </summary>
public ref struct ZipExtraField
{
    private ReadOnlySpan<byte> _rest;

    public ZipExtraField(ReadOnlySpan<byte> extra) => _rest = extra;

    /// <summary>Header id of the current field.</summary>
    public ushort Id { get; private set; }

    /// <summary>Data of the current field, without its header.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>The current field with its header.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <summary>Goes on to the next field; false when there is no further whole one.</summary>
    public bool Next()
    {
        if (_rest.Length < 4)
        {
            return false;
        }

        var size = BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]);
        if (size > _rest.Length - 4)
        {
            return false;
        }

        Id = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        Whole = _rest[..(4 + size)];
        Data = Whole[4..];
        _rest = _rest[(4 + size)..];
        return true;
    }
}
