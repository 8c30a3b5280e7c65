using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.MachO;

/// <summary>Reads the header and the load commands of one slice, each number checked against the bytes that are there.</summary>
internal sealed class MachOSliceReader
{
    /// <summary>Real files have a few kilobytes.</summary>
    private const int MostCommandBytes = 4 << 20;

    private readonly string _name;
    private readonly byte[] _bytes;
    private readonly long _length;
    private readonly MachOFileType _fileType;
    private readonly ImmutableArray<MachOSegment>.Builder _segments = ImmutableArray.CreateBuilder<MachOSegment>();
    private long _firstContent;
    private MachOSignatureCommand? _signature;
    private MachORange? _infoPlist;
    private bool _isEncrypted;
    private (MachOPlatform Platform, Version MinimumOs, Version Sdk)? _minimum;
    private (MachOPlatform Platform, Version MinimumOs, Version Sdk)? _build;

    private MachOSliceReader(string name, byte[] bytes, long length, MachOFileType fileType)
    {
        _name = name;
        _bytes = bytes;
        _length = length;
        _fileType = fileType;
        _firstContent = length;
    }

    public static MachOSlice Read(IMachOSource source, long offset, long length, string name)
    {
        Span<byte> header = stackalloc byte[28];
        if (length < header.Length)
        {
            throw MachOFaults.Malformed(name, $"a slice has {length} bytes, fewer than a header");
        }

        source.Read(offset, header);
        if (MachOMagic.Of(header) != MachOMagic.Kind.Thin)
        {
            throw MachOFaults.Malformed(name, "a slice does not begin with a Mach-O header of a little-endian CPU");
        }

        var is64Bit = MachOMagic.Is64Bit(header);
        var headerSize = is64Bit ? 32 : 28;
        var count = UInt32(header, 16);
        var size = UInt32(header, 20);
        if (size > MostCommandBytes || headerSize + size > length || count > size / 8)
        {
            throw MachOFaults.Malformed(name, $"its header names {count} load commands in {size} bytes, which do not fit");
        }

        var bytes = new byte[headerSize + size];
        source.Read(offset, bytes);
        var fileType = UInt32(header, 12);
        var kind = Enum.IsDefined((MachOFileType)fileType) ? (MachOFileType)fileType : MachOFileType.Other;
        var reader = new MachOSliceReader(name, bytes, length, kind);
        reader.ReadCommands((int)count, headerSize);
        return reader.Build(offset, new MachOCpu(UInt32(header, 4), UInt32(header, 8)), is64Bit, (int)count, (int)size);
    }

    private MachOSlice Build(long offset, MachOCpu cpu, bool is64Bit, int count, int size)
    {
        // LC_BUILD_VERSION wins over LC_VERSION_MIN_* when both are there.
        var version = _build ?? _minimum;
        return new MachOSlice
        {
            Offset = offset,
            Length = _length,
            Cpu = cpu,
            Is64Bit = is64Bit,
            FileType = _fileType,
            CommandCount = count,
            CommandsSize = size,
            Segments = _segments.ToImmutable(),
            FirstContentOffset = _firstContent,
            Platform = version?.Platform ?? MachOPlatform.Unknown,
            MinimumOs = version?.MinimumOs,
            Sdk = version?.Sdk,
            IsEncrypted = _isEncrypted,
            Signature = _signature,
            InfoPlist = _infoPlist,
        };
    }

    private void ReadCommands(int count, int headerSize)
    {
        var at = headerSize;
        for (var i = 0; i < count; i++)
        {
            var size = at + 8 <= _bytes.Length ? UInt32(_bytes, at + 4) : 0;
            if (size < 8 || size % 4 != 0 || size > _bytes.Length - at)
            {
                throw Malformed($"its load command number {i} has {size} bytes, which do not fit");
            }

            ReadCommand(UInt32(_bytes, at), at, (int)size);
            at += (int)size;
        }
    }

    private void ReadCommand(uint command, int at, int size)
    {
        switch (command)
        {
            case LoadCommands.Segment64:
                ReadSegment(at, size, 72, 80, wide: true);
                break;
            case LoadCommands.Segment:
                ReadSegment(at, size, 56, 68, wide: false);
                break;
            case LoadCommands.SymbolTable:
                Require(size >= 24, "LC_SYMTAB");
                break;
            case LoadCommands.CodeSignature:
                Require(size >= 16 && _signature is null, "LC_CODE_SIGNATURE");
                _signature = new MachOSignatureCommand(at, InFile(UInt32(_bytes, at + 8), UInt32(_bytes, at + 12), "LC_CODE_SIGNATURE"));
                break;
            case LoadCommands.EncryptionInfo or LoadCommands.EncryptionInfo64:
                Require(size >= 20, "LC_ENCRYPTION_INFO");
                _isEncrypted |= UInt32(_bytes, at + 16) != 0;
                break;
            case LoadCommands.BuildVersion:
                Require(size >= 24, "LC_BUILD_VERSION");
                var platform = (MachOPlatform)UInt32(_bytes, at + 8);
                // A zippered macOS library names Mac Catalyst too: the first one is what it is.
                _build ??= (Enum.IsDefined(platform) ? platform : MachOPlatform.Unknown, VersionAt(at + 12), VersionAt(at + 16));
                break;
            case LoadCommands.VersionMinMacOS or LoadCommands.VersionMinIPhoneOS or LoadCommands.VersionMinTvOS or LoadCommands.VersionMinWatchOS:
                Require(size >= 16, "LC_VERSION_MIN");
                _minimum ??= (PlatformOf(command), VersionAt(at + 8), VersionAt(at + 12));
                break;
            default:
                break;
        }
    }

    private void ReadSegment(int at, int size, int fixedSize, int sectionSize, bool wide)
    {
        Require(size >= fixedSize, "a segment");
        var name = FixedText(at + 8);
        var virtualSize = wide ? UInt64(at + 32) : UInt32(_bytes, at + 28);
        var fileOffset = wide ? UInt64(at + 40) : UInt32(_bytes, at + 32);
        var fileSize = wide ? UInt64(at + 48) : UInt32(_bytes, at + 36);
        var sections = UInt32(_bytes, at + (wide ? 64 : 48));
        Require(sections <= (size - fixedSize) / sectionSize, $"segment '{name}'");

        // Debug symbols keep the numbers of segments whose content they left out.
        var range = _fileType == MachOFileType.DebugSymbols ? default : InFile(fileOffset, fileSize, $"segment '{name}'");
        _segments.Add(new MachOSegment(name, at, range.Offset, range.Length, virtualSize));
        if (range is { Offset: > 0, Length: > 0 })
        {
            _firstContent = Math.Min(_firstContent, range.Offset);
        }

        for (var i = 0; i < sections; i++)
        {
            ReadSection(at + fixedSize + (i * sectionSize), wide);
        }
    }

    private void ReadSection(int at, bool wide)
    {
        const byte ZeroFill = 0x1;
        const byte LargeZeroFill = 0xc;
        const byte ThreadLocalZeroFill = 0x12;

        var size = wide ? UInt64(at + 40) : UInt32(_bytes, at + 36);
        var offset = UInt32(_bytes, at + (wide ? 48 : 40));
        var type = (byte)UInt32(_bytes, at + (wide ? 64 : 56));
        if (offset == 0 || size == 0 || type is ZeroFill or LargeZeroFill or ThreadLocalZeroFill || _fileType == MachOFileType.DebugSymbols)
        {
            return;
        }

        _firstContent = Math.Min(_firstContent, offset);
        if (string.Equals(FixedText(at), "__info_plist", StringComparison.Ordinal) && string.Equals(FixedText(at + 16), MachOSegment.Text, StringComparison.Ordinal))
        {
            _infoPlist = InFile(offset, size, "section '__info_plist'");
        }
    }

    private MachORange InFile(ulong offset, ulong size, string what) =>
        offset <= (ulong)_length && size <= (ulong)_length - offset
            ? new MachORange((long)offset, (long)size)
            : throw Malformed($"its {what} at {offset} with {size} bytes lies outside of the {_length} bytes that are there");

    private static MachOPlatform PlatformOf(uint command) => command switch
    {
        LoadCommands.VersionMinMacOS => MachOPlatform.MacOS,
        LoadCommands.VersionMinIPhoneOS => MachOPlatform.IOS,
        LoadCommands.VersionMinTvOS => MachOPlatform.TvOS,
        _ => MachOPlatform.WatchOS,
    };

    private Version VersionAt(int at)
    {
        var packed = UInt32(_bytes, at);
        return new Version((int)(packed >> 16), (int)((packed >> 8) & 0xff), (int)(packed & 0xff));
    }

    /// <summary>Sixteen bytes, filled up with zeros; bytes beyond ASCII are shown by their numbers.</summary>
    private string FixedText(int at)
    {
        var bytes = _bytes.AsSpan(at, 16);
        var end = bytes.IndexOf((byte)0);
        return string.Concat(bytes[..(end < 0 ? bytes.Length : end)].ToArray().Select(value => value is >= 0x20 and < 0x7f ? ((char)value).ToString() : $"\\x{value:x2}"));
    }

    private ulong UInt64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at));

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private void Require(bool sound, string command)
    {
        if (!sound)
        {
            throw Malformed($"its load command for {command} is too short or stands twice");
        }
    }

    private DistributionException Malformed(string what) => MachOFaults.Malformed(_name, what);
}
