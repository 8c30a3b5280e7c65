using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>One CodeDirectory: what the code is, and the digests of its pages and of what belongs to it.</summary>
public sealed class CodeDirectory
{
    /// <summary>The highest special slot that is known, and more than any directory has.</summary>
    private const int MostSpecialSlots = 64;

    private readonly int _hashOffset;

    private CodeDirectory(SignatureBlob blob, uint version, int hashOffset, CodeHashType hashType, int specialSlots, int codeSlots)
    {
        Blob = blob;
        Version = version;
        _hashOffset = hashOffset;
        HashType = hashType;
        SpecialSlotCount = specialSlots;
        CodeSlotCount = codeSlots;
        CdHash = ImmutableArray.Create(CodeHash.Compute(hashType, blob.Bytes.Span).AsSpan(0, CodeHash.CdHashSize));
    }

    public SignatureBlob Blob { get; }

    /// <summary><c>0x20400</c> and the like.</summary>
    public uint Version { get; }

    public CodeHashType HashType { get; }
    public int SpecialSlotCount { get; }
    public int CodeSlotCount { get; }
    public required CodeDirectoryFlags Flags { get; init; }

    /// <summary>How many bytes of the slice the pages cover.</summary>
    public required long CodeLimit { get; init; }

    /// <summary>Logarithm of the page size, 12 or 14; 0 for one digest over everything.</summary>
    public required int PageShift { get; init; }

    public required byte Platform { get; init; }
    public required bool HasScatter { get; init; }
    public required string Identifier { get; init; }

    /// <summary>Null when it names none.</summary>
    public required string? TeamId { get; init; }

    /// <summary>Null before version 0x20400.</summary>
    public required (ulong Base, ulong Limit, ExecutableSegmentFlags Flags)? ExecutableSegment { get; init; }

    /// <summary>The first 20 bytes of this directory's own digest, by its own algorithm.</summary>
    public ImmutableArray<byte> CdHash { get; }

    public bool IsAdHoc => Flags.HasFlag(CodeDirectoryFlags.AdHoc);

    public bool IsLinkerSigned => Flags.HasFlag(CodeDirectoryFlags.LinkerSigned);

    /// <summary>The digest of a page.</summary>
    public ReadOnlySpan<byte> CodeSlot(int page) => Slot(page);

    /// <summary>The digest in a special slot, 1 and up; empty when the directory has none or only zeros there.</summary>
    public ReadOnlySpan<byte> SpecialSlot(uint slot)
    {
        if (slot > SpecialSlotCount)
        {
            return default;
        }

        var digest = Slot(-(int)slot);
        return digest.ContainsAnyExcept((byte)0) ? digest : default;
    }

    /// <summary>Reads a CodeDirectory blob.</summary>
    /// <exception cref="DistributionException">Unfit: it is malformed.</exception>
    public static CodeDirectory Read(SignatureBlob blob, string name)
    {
        var bytes = new SignatureBytes(blob.Bytes, what => CodeSignatureFaults.Malformed(name, $"in a CodeDirectory {what}"));
        var version = bytes.UInt32(8);
        Require(version is >= 0x20001 and <= 0x2f000, name, $"a CodeDirectory has the version '0x{version:x}', and '0x20001' to '0x2f000' are known");
        Require(bytes.Length >= HeaderSize(version), name, "a CodeDirectory is shorter than its header");
        var hashType = (CodeHashType)bytes.Byte(37);
        Require(hashType != CodeHashType.None && Enum.IsDefined(hashType), name, $"a CodeDirectory has the unknown digest '{bytes.Byte(37)}'");
        var hashSize = CodeHash.SizeOf(hashType);
        Require(bytes.Byte(36) == hashSize, name, $"a CodeDirectory has digests of {bytes.Byte(36)} bytes, and '{hashType}' has {hashSize}");
        var (hashOffset, special, code) = (bytes.UInt32(16), bytes.UInt32(24), bytes.UInt32(28));
        var fits = special <= MostSpecialSlots
            && hashOffset >= HeaderSize(version) + (special * hashSize)
            && hashOffset + ((long)code * hashSize) <= bytes.Length;
        Require(fits, name, $"the {special} and {code} digests of a CodeDirectory do not fit in it");
        var scatter = version >= 0x20100 ? bytes.UInt32(44) : 0;
        var team = version >= 0x20200 ? bytes.UInt32(48) : 0;
        var wideLimit = version >= 0x20300 ? bytes.UInt64(56) : 0;
        var limit = wideLimit == 0 ? bytes.UInt32(32) : wideLimit;
        Require(limit <= long.MaxValue, name, "a CodeDirectory covers more bytes than a file can have");
        return new CodeDirectory(blob, version, (int)hashOffset, hashType, (int)special, (int)code)
        {
            Flags = (CodeDirectoryFlags)bytes.UInt32(12),
            CodeLimit = (long)limit,
            PageShift = bytes.Byte(39),
            Platform = bytes.Byte(38),
            HasScatter = scatter != 0,
            Identifier = bytes.Text(bytes.UInt32(20), "identifier"),
            TeamId = team == 0 ? null : bytes.Text(team, "team"),
            ExecutableSegment = version >= 0x20400 ? (bytes.UInt64(64), bytes.UInt64(72), (ExecutableSegmentFlags)bytes.UInt64(80)) : null,
        };
    }

    private ReadOnlySpan<byte> Slot(int index)
    {
        var size = CodeHash.SizeOf(HashType);
        return Blob.Bytes.Span.Slice(_hashOffset + (index * size), size);
    }

    private static int HeaderSize(uint version) => version switch
    {
        >= 0x20600 => 108,
        >= 0x20500 => 96,
        >= 0x20400 => 88,
        >= 0x20300 => 64,
        >= 0x20200 => 52,
        >= 0x20100 => 48,
        _ => 44,
    };

    private static void Require(bool sound, string name, string what)
    {
        if (!sound)
        {
            throw CodeSignatureFaults.Malformed(name, what);
        }
    }
}
