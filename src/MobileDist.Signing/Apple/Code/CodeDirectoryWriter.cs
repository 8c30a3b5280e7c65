using System.Buffers.Binary;
using System.Text;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>
/// Writes CodeDirectories: of code of version 0x20400 with pages of 4 KiB, which every device takes; of what stands in for code
/// as codesign does (Security framework, <c>cdbuilder.cpp</c>), of the oldest version that holds what there is to say, without pages.
/// </summary>
internal static class CodeDirectoryWriter
{
    public const int PageSize = 4096;

    private const int PageShift = 12;

    /// <summary>Bytes of the whole blob.</summary>
    public static int SizeOf(CodeDirectoryFields fields, CodeHashType type) => checked(
        HashOffset(fields, type) + ((fields.IsCode ? PageHashes.CountOf(fields.CodeLimit, PageSize) : 1) * CodeHash.SizeOf(type)));

    /// <param name="slot">Where in the SuperBlob it goes.</param>
    /// <param name="fields">What it says.</param>
    /// <param name="type">Its algorithm.</param>
    /// <param name="pages">The digests of the pages, one after the other.</param>
    public static SignatureBlob Write(uint slot, CodeDirectoryFields fields, CodeHashType type, ReadOnlySpan<byte> pages)
    {
        var bytes = new byte[SizeOf(fields, type)];
        var hashSize = CodeHash.SizeOf(type);
        var hashOffset = HashOffset(fields, type);
        var (version, headerSize) = FormOf(fields);
        var identifier = Encoding.UTF8.GetBytes(fields.Identifier);
        var team = Encoding.UTF8.GetBytes(fields.TeamId ?? "");
        Write32(bytes, 0, SignatureMagic.CodeDirectory);
        Write32(bytes, 4, (uint)bytes.Length);
        Write32(bytes, 8, version);
        Write32(bytes, 16, (uint)hashOffset);
        Write32(bytes, 20, (uint)headerSize);
        Write32(bytes, 24, (uint)fields.Special.Length);
        Write32(bytes, 28, (uint)(pages.Length / hashSize));
        Write32(bytes, 32, (uint)fields.CodeLimit);
        bytes[36] = (byte)hashSize;
        bytes[37] = (byte)type;
        if (fields.TeamId is not null)
        {
            Write32(bytes, 48, (uint)(headerSize + identifier.Length + 1));
        }

        if (fields.IsCode)
        {
            bytes[39] = PageShift;
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(64), fields.ExecutableBase);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(72), fields.ExecutableLimit);
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(80), (ulong)fields.ExecutableFlags);
        }

        identifier.CopyTo(bytes, headerSize);
        team.CopyTo(bytes, headerSize + identifier.Length + 1);
        for (var i = 0; i < fields.Special.Length; i++)
        {
            if (fields.Special[i] is { } content)
            {
                CodeHash.Compute(type, content.Span, bytes.AsSpan(hashOffset - ((i + 1) * hashSize), hashSize));
            }
        }

        pages.CopyTo(bytes.AsSpan(hashOffset));
        return new SignatureBlob(slot, SignatureMagic.CodeDirectory, bytes);
    }

    private static int HashOffset(CodeDirectoryFields fields, CodeHashType type)
    {
        var texts = Encoding.UTF8.GetByteCount(fields.Identifier) + 1 + (fields.TeamId is { } team ? Encoding.UTF8.GetByteCount(team) + 1 : 0);
        return FormOf(fields).HeaderSize + texts + (fields.Special.Length * CodeHash.SizeOf(type));
    }

    private static (uint Version, int HeaderSize) FormOf(CodeDirectoryFields fields) =>
        fields.IsCode ? (0x20400u, 88)
        : fields.TeamId is not null ? (0x20200u, 52)
        : (0x20100u, 48);

    private static void Write32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
}
