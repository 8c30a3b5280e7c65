using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What a seal says about one path.</summary>
/// <param name="Sha1">Null where the seal has none.</param>
/// <param name="Sha256">Null where the seal has none.</param>
/// <param name="Target">Of a symlink; null when the path is no symlink.</param>
/// <param name="IsOptional">The file may be gone.</param>
/// <param name="CdHash">Of nested code that its own signature seals (bundles of macOS); null for files.</param>
internal sealed record SealedResource(ImmutableArray<byte>? Sha1, ImmutableArray<byte>? Sha256, string? Target, bool IsOptional, ImmutableArray<byte>? CdHash)
{
    /// <summary>Reads an entry of <c>files</c> or <c>files2</c>; null when it says nothing that could be checked.</summary>
    public static SealedResource? Read(PropertyListValue value)
    {
        if (value is PropertyListData plain)
        {
            return new SealedResource(plain.Value, null, null, IsOptional: false, null);
        }

        if (value is not PropertyListDictionary entry)
        {
            return null;
        }

        var read = new SealedResource(
            Data(entry, "hash"), Data(entry, "hash2"), entry.FindString("symlink"), entry.Find("optional") is PropertyListBoolean { Value: true }, Data(entry, "cdhash"));
        return read is { Sha1: null, Sha256: null, Target: null, CdHash: null } ? null : read;
    }

    /// <summary>Whether the digests are those of the seal: the strongest that it has, and every other too.</summary>
    public bool Holds(FileDigest digest) =>
        (Sha1 is not null || Sha256 is not null)
        && (Sha1 is not { } sha1 || sha1.AsSpan().SequenceEqual(digest.Sha1))
        && (Sha256 is not { } sha256 || sha256.AsSpan().SequenceEqual(digest.Sha256));

    private static ImmutableArray<byte>? Data(PropertyListDictionary entry, string key) => (entry.Find(key) as PropertyListData)?.Value;
}
