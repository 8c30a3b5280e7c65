using System.Buffers.Binary;
using System.Text;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Writes CodeDirectories of version 0x20400 with pages of 4 KiB, which every device takes.</summary>
internal static class CodeDirectoryWriter
{
    public const int PageSize = 4096;

    private const int PageShift = 12;
    private const uint Version = 0x20400;
    private const int HeaderSize = 88;

    /// <summary>Bytes of the whole blob.</summary>
    public static int SizeOf(CodeDirectoryFields fields, CodeHashType type) => checked(
        HashOffset(fields, type) + (PageHashes.CountOf(fields.CodeLimit, PageSize) * CodeHash.SizeOf(type)));

    /// <param name="slot">Where in the SuperBlob it goes.</param>
    /// <param name="fields">What it says.</param>
    /// <param name="type">Its algorithm.</param>
    /// <param name="pages">The digests of the pages.</param>
    public static SignatureBlob Write(uint slot, CodeDirectoryFields fields, CodeHashType type, PageHashes pages)
    {
        var bytes = new byte[SizeOf(fields, type)];
        var hashSize = CodeHash.SizeOf(type);
        var hashOffset = HashOffset(fields, type);
        var identifier = Encoding.UTF8.GetBytes(fields.Identifier);
        var team = Encoding.UTF8.GetBytes(fields.TeamId ?? "");
        Write32(bytes, 0, SignatureMagic.CodeDirectory);
        Write32(bytes, 4, (uint)bytes.Length);
        Write32(bytes, 8, Version);
        Write32(bytes, 16, (uint)hashOffset);
        Write32(bytes, 20, HeaderSize);
        Write32(bytes, 24, (uint)fields.Special.Length);
        Write32(bytes, 28, (uint)pages.Count);
        Write32(bytes, 32, (uint)fields.CodeLimit);
        bytes[36] = (byte)hashSize;
        bytes[37] = (byte)type;
        bytes[39] = PageShift;
        Write32(bytes, 48, fields.TeamId is null ? 0 : (uint)(HeaderSize + identifier.Length + 1));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(64), fields.ExecutableBase);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(72), fields.ExecutableLimit);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(80), (ulong)fields.ExecutableFlags);
        identifier.CopyTo(bytes, HeaderSize);
        team.CopyTo(bytes, HeaderSize + identifier.Length + 1);
        for (var i = 0; i < fields.Special.Length; i++)
        {
            if (fields.Special[i] is { } content)
            {
                CodeHash.Compute(type, content.Span, bytes.AsSpan(hashOffset - ((i + 1) * hashSize), hashSize));
            }
        }

        pages.Table(type).CopyTo(bytes.AsSpan(hashOffset));
        return new SignatureBlob(slot, SignatureMagic.CodeDirectory, bytes);
    }

    private static int HashOffset(CodeDirectoryFields fields, CodeHashType type)
    {
        var texts = Encoding.UTF8.GetByteCount(fields.Identifier) + 1 + (fields.TeamId is { } team ? Encoding.UTF8.GetByteCount(team) + 1 : 0);
        return HeaderSize + texts + (fields.Special.Length * CodeHash.SizeOf(type));
    }

    private static void Write32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
}
