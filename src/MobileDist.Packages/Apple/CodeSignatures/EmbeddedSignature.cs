using System.Collections.Immutable;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>
/// The signature that lies in a slice: a SuperBlob with its CodeDirectories, requirements, entitlements and CMS. Reading says
/// nothing about whether it is valid.
/// </summary>
public sealed class EmbeddedSignature
{
    private readonly string _name;

    private EmbeddedSignature(string name, int length, ImmutableArray<SignatureBlob> blobs, ImmutableArray<string> irregularities)
    {
        _name = name;
        Length = length;
        Blobs = blobs;
        Irregularities = irregularities;
        CodeDirectories = [.. blobs
            .Where(blob => blob.Slot is SignatureSlot.CodeDirectory or (>= SignatureSlot.FirstAlternateCodeDirectory and <= SignatureSlot.LastAlternateCodeDirectory))
            .OrderBy(blob => blob.Slot)
            .Select(blob => CodeDirectory.Read(blob, name))];
        if (CodeDirectories.IsEmpty || CodeDirectories[0].Blob.Slot != SignatureSlot.CodeDirectory)
        {
            throw CodeSignatureFaults.Malformed(name, "it has no CodeDirectory");
        }
    }

    /// <summary>Bytes of the SuperBlob; the stretch that is kept for it may be longer.</summary>
    public int Length { get; }

    /// <summary>In the order of the index.</summary>
    public ImmutableArray<SignatureBlob> Blobs { get; }

    /// <summary>What Apple's strict checks would complain of in the order and packing of the blobs; empty for codesign's own signatures.</summary>
    public ImmutableArray<string> Irregularities { get; }

    /// <summary>The primary one first, then the alternates in the order of their slots.</summary>
    public ImmutableArray<CodeDirectory> CodeDirectories { get; }

    /// <summary>The one in slot 0, which the CMS signs.</summary>
    public CodeDirectory Primary => CodeDirectories[0];

    /// <summary>The one that devices go by: that with the strongest digest.</summary>
    public CodeDirectory Best => CodeDirectories.MaxBy(directory => Rank(directory.HashType))!;

    /// <summary>What the system knows the code by: the cdhash of <see cref="Best"/>.</summary>
    public ImmutableArray<byte> CdHash => Best.CdHash;

    public string Identifier => Primary.Identifier;

    public string? TeamId => Primary.TeamId;

    /// <summary>Without the 8 bytes of its wrapper; null for ad hoc signatures.</summary>
    public ReadOnlyMemory<byte>? Cms => Payload(SignatureSlot.Cms, SignatureMagic.Cms) is { IsEmpty: false } cms ? cms : default(ReadOnlyMemory<byte>?);

    /// <summary>Null when there is no requirement set.</summary>
    public ReadOnlyMemory<byte>? Requirements => Find(SignatureSlot.Requirements)?.Bytes;

    /// <summary>Null when there are none.</summary>
    public ReadOnlyMemory<byte>? EntitlementsXml => Payload(SignatureSlot.EntitlementsXml, SignatureMagic.EntitlementsXml);

    /// <summary>Null when there are none.</summary>
    public ReadOnlyMemory<byte>? EntitlementsDer => Payload(SignatureSlot.EntitlementsDer, SignatureMagic.EntitlementsDer);

    /// <summary>Reads the signature of a slice; null when it has none.</summary>
    /// <exception cref="DistributionException">Unfit: it is malformed.</exception>
    public static EmbeddedSignature? Read(MachOFile file, MachOSlice slice)
    {
        // Two directories over 4 GiB of code, the most that can be signed, have 55 MB.
        const int Most = 64 << 20;
        if (slice.Signature is not { Data: { Length: > 0 } range })
        {
            return null;
        }

        var source = file.SourceOf(slice);
        var start = new byte[Math.Min(12, range.Length)];
        source.Read(range.Offset, start);
        var header = new SignatureBytes(start, what => CodeSignatureFaults.Malformed(file.Name, what));
        var length = header.UInt32(4);
        if (header.UInt32(0) != SignatureMagic.EmbeddedSignature || length < start.Length || length > Math.Min(range.Length, Most))
        {
            throw CodeSignatureFaults.Malformed(file.Name, $"at {range.Offset} there is no signature that fits the {range.Length} bytes kept for it");
        }

        var bytes = new byte[length];
        source.Read(range.Offset, bytes);
        return Parse(bytes, file.Name);
    }

    /// <summary>Reads a SuperBlob of exactly these bytes.</summary>
    /// <exception cref="DistributionException">Unfit: it is malformed.</exception>
    public static EmbeddedSignature Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        var (blobs, irregularities) = SuperBlob.Read(bytes, name);
        return new EmbeddedSignature(name, bytes.Length, blobs, irregularities);
    }

    /// <summary>The signature of which each part lies for itself, as in a bundle without code; nothing can be irregular in its packing.</summary>
    /// <param name="blobs">Whole blobs, each with its header of 8 bytes, the CMS too.</param>
    /// <param name="name">What is signed, for messages.</param>
    /// <exception cref="DistributionException">Unfit: a CodeDirectory is missing or malformed.</exception>
    public static EmbeddedSignature Of(ImmutableArray<SignatureBlob> blobs, string name) => new(name, blobs.Sum(blob => blob.Bytes.Length), blobs, []);

    /// <summary>The blob of a slot; null when there is none.</summary>
    public SignatureBlob? Find(uint slot) => Blobs.FirstOrDefault(blob => blob.Slot == slot);

    /// <summary>The requirements, read; empty when there are none.</summary>
    /// <exception cref="DistributionException">Unfit: they are malformed.</exception>
    public RequirementSet ReadRequirements() => Requirements is { } bytes ? RequirementSet.Read(bytes, _name) : RequirementSet.Empty;

    /// <summary>The entitlements: the DER form where there is one, else the XML form; null when there is neither.</summary>
    /// <exception cref="DistributionException">Unfit: they are malformed.</exception>
    public PropertyListDictionary? ReadEntitlements() =>
        EntitlementsDer is { } der ? CodeSignatures.EntitlementsDer.Read(der, _name).Values : ReadEntitlementsXml();

    /// <summary>The entitlements of the XML form; null when there is none.</summary>
    /// <exception cref="DistributionException">Unfit: they are malformed.</exception>
    public PropertyListDictionary? ReadEntitlementsXml() =>
        EntitlementsXml is { } xml ? PropertyList.ReadDictionary(xml, $"{_name} (entitlements)") : null;

    // A bare null would become empty memory: an array that is null converts to that.
    private ReadOnlyMemory<byte>? Payload(uint slot, uint magic) =>
        Find(slot) is { } blob && blob.Magic == magic ? blob.Payload : default(ReadOnlyMemory<byte>?);

    private static int Rank(CodeHashType type) => type switch
    {
        CodeHashType.Sha384 => 4,
        CodeHashType.Sha256 => 3,
        CodeHashType.Sha256Truncated => 2,
        _ => 1,
    };
}
