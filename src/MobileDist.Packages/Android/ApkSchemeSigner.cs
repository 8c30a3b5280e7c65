using System.Collections.Immutable;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android;

/// <summary>
/// One signer of an APK Signature Scheme v2, v3 or v3.1 block, taken apart and not verified
/// (AOSP, "APK Signature Scheme v2", "v3": sections "Block").
/// </summary>
public sealed class ApkSchemeSigner
{
    private const int LargestBlock = 4 << 20;
    private const int MostSigners = 10;
    private const int MostItems = 64;

    private ApkSchemeSigner()
    {
    }

    /// <summary>What the signatures are over, without its length.</summary>
    public required ReadOnlyMemory<byte> SignedData { get; init; }

    /// <summary>Content digests by signature algorithm id.</summary>
    public required ImmutableArray<ApkSchemeItem> Digests { get; init; }

    /// <summary>DER of the certificates, the signer's own first.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Certificates { get; init; }

    /// <summary>Additional attributes by id, as the signed data has them.</summary>
    public required ImmutableArray<ApkSchemeItem> Attributes { get; init; }

    /// <summary>Signatures over <see cref="SignedData"/> by algorithm id.</summary>
    public required ImmutableArray<ApkSchemeItem> Signatures { get; init; }

    /// <summary>DER SubjectPublicKeyInfo.</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>v3 only: the oldest API level that this signer is for, outside and inside of the signed data; null in v2.</summary>
    public int? MinSdk { get; init; }

    /// <summary>v3 only: the newest API level that this signer is for; null in v2.</summary>
    public int? MaxSdk { get; init; }

    /// <summary>v3 only: the two levels as the signed data has them; they must be the same as outside.</summary>
    public (int Min, int Max)? SignedSdkRange { get; init; }

    /// <summary>Reads the signers of one pair of a package's signing block.</summary>
    /// <param name="package">The package that the block was found in.</param>
    /// <param name="pair">A pair with the id of v2, v3 or v3.1.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: the pair is malformed, or has no or more than ten signers.</exception>
    public static ImmutableArray<ApkSchemeSigner> Read(ZipPackage package, ApkSigningBlockPair pair)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Parse(ApkSigningBlock.Read(package, pair, LargestBlock), pair.Id, package.FileName);
    }

    internal static ImmutableArray<ApkSchemeSigner> Parse(ReadOnlyMemory<byte> value, uint id, string file)
    {
        var outer = new LengthPrefixed(value, id, file);
        var list = outer.Take("signers");
        var signers = ImmutableArray.CreateBuilder<ApkSchemeSigner>(1);
        while (!list.IsEmpty)
        {
            if (signers.Count == MostSigners)
            {
                throw ApkFaults.Signers(file, id, $"more than '{MostSigners}' signers");
            }

            signers.Add(ParseSigner(list.Take("signer"), id is not ApkSigningBlockIds.V2));
        }

        return signers.Count > 0 ? signers.ToImmutable() : throw ApkFaults.Signers(file, id, "no signer");
    }

    private static ApkSchemeSigner ParseSigner(LengthPrefixed signer, bool hasSdkRange)
    {
        var signed = signer.Take("signed data");
        var signedData = signed.Rest;
        var digests = Items(signed.Take("digests"), lengthPrefixedValues: true);
        var certificates = Certificate(signed.Take("certificates"));
        (int, int)? signedRange = hasSdkRange ? (signed.TakeInt32("minimum SDK"), signed.TakeInt32("maximum SDK")) : null;
        var attributes = Items(signed.Take("attributes"), lengthPrefixedValues: false);
        int? min = hasSdkRange ? signer.TakeInt32("minimum SDK") : null;
        int? max = hasSdkRange ? signer.TakeInt32("maximum SDK") : null;
        return new ApkSchemeSigner
        {
            SignedData = signedData,
            Digests = digests,
            Certificates = certificates,
            Attributes = attributes,
            SignedSdkRange = signedRange,
            MinSdk = min,
            MaxSdk = max,
            Signatures = Items(signer.Take("signatures"), lengthPrefixedValues: true),
            PublicKey = signer.Take("public key").Rest,
        };
    }

    private static ImmutableArray<ApkSchemeItem> Items(LengthPrefixed list, bool lengthPrefixedValues)
    {
        var items = ImmutableArray.CreateBuilder<ApkSchemeItem>(1);
        while (!list.IsEmpty)
        {
            list.Limit(items.Count, MostItems);
            var item = list.Take("item");
            var id = (uint)item.TakeInt32("id");
            items.Add(new ApkSchemeItem(id, lengthPrefixedValues ? item.Take("value").Rest : item.Rest));
        }

        return items.ToImmutable();
    }

    private static ImmutableArray<ReadOnlyMemory<byte>> Certificate(LengthPrefixed list)
    {
        var certificates = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(1);
        while (!list.IsEmpty)
        {
            list.Limit(certificates.Count, MostItems);
            certificates.Add(list.Take("certificate").Rest);
        }

        return certificates.ToImmutable();
    }
}
