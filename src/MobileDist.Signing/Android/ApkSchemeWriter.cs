using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages;
using MobileDist.Packages.Android;

namespace MobileDist.Signing.Android;

/// <summary>
/// Writes the v2 and v3 signer blocks (AOSP, "APK Signature Scheme v2" and "v3") and the signing block around them, byte
/// for byte as apksig does.
/// </summary>
internal static class ApkSchemeWriter
{
    private const uint StrippingProtection = 0xbeeff00d;

    // All our algorithms are known from Android 7 on, which apksig writes as the lower end; there is no upper one.
    private const uint FirstSdk = 24;
    private const uint LastSdk = int.MaxValue;
    private const int BlockMultiple = 4096;
    private const int PairHead = 12;

    /// <summary>The whole signing block for the chosen schemes; its size is a multiple of 4096.</summary>
    public static byte[] SigningBlock(ApkKey key, ApkSchemes schemes, byte[] contentDigest) => Wrap(
        schemes.V2 ? Signers(key, contentDigest, isV3: false, v3Follows: schemes.V3) : [],
        schemes.V3 ? Signers(key, contentDigest, isV3: true, v3Follows: false) : []);

    private static byte[] Signers(ApkKey key, byte[] contentDigest, bool isV3, bool v3Follows)
    {
        var signed = SignedData(key, contentDigest, isV3, v3Follows).ToArray();
        var writer = new LengthPrefixedWriter();
        var signers = writer.Open();
        var signer = writer.Open();
        writer.Element(signed);
        if (isV3)
        {
            writer.UInt32(FirstSdk);
            writer.UInt32(LastSdk);
        }

        var signatures = writer.Open();
        Item(writer, key.Algorithm.Id, key.Sign(signed));
        writer.Close(signatures);
        writer.Element(key.PublicKey);
        writer.Close(signer);
        writer.Close(signers);
        return writer.Written.ToArray();
    }

    private static ReadOnlySpan<byte> SignedData(ApkKey key, byte[] contentDigest, bool isV3, bool v3Follows)
    {
        var writer = new LengthPrefixedWriter();
        var digests = writer.Open();
        Item(writer, key.Algorithm.Id, contentDigest);
        writer.Close(digests);
        var certificates = writer.Open();
        foreach (X509Certificate2 certificate in key.Identity.Chain)
        {
            writer.Element(certificate.RawDataMemory.Span);
        }

        writer.Close(certificates);
        if (isV3)
        {
            writer.UInt32(FirstSdk);
            writer.UInt32(LastSdk);
        }

        var attributes = writer.Open();
        if (v3Follows)
        {
            var attribute = writer.Open();
            writer.UInt32(StrippingProtection);
            writer.UInt32((uint)SignatureScheme.V3);
            writer.Close(attribute);
        }

        writer.Close(attributes);
        if (!isV3)
        {
            // One empty element more than the documented layout has; apksig writes it, and devices never read so far.
            writer.UInt32(0);
        }

        return writer.Written;
    }

    private static void Item(LengthPrefixedWriter writer, uint id, byte[] value)
    {
        var item = writer.Open();
        writer.UInt32(id);
        writer.Element(value);
        writer.Close(item);
    }

    private static byte[] Wrap(byte[] v2, byte[] v3)
    {
        const int Frame = 8 + 8 + 16;
        var size = Frame + PairSize(v2) + PairSize(v3);
        var padding = (BlockMultiple - (size % BlockMultiple)) % BlockMultiple;
        if (padding is > 0 and < PairHead)
        {
            padding += BlockMultiple;
        }

        // The size does not count its own first field.
        var block = new LengthPrefixedWriter();
        var blockSize = (uint)(size + padding - 8);
        UInt64(block, blockSize);
        Pair(block, ApkSigningBlockIds.V2, v2);
        Pair(block, ApkSigningBlockIds.V3, v3);
        if (padding > 0)
        {
            UInt64(block, (uint)padding - 8);
            block.UInt32(ApkSigningBlockIds.Padding);
            block.Bytes(new byte[padding - PairHead]);
        }

        UInt64(block, blockSize);
        block.Bytes("APK Sig Block 42"u8);
        return block.Written.ToArray();
    }

    private static int PairSize(byte[] value) => value.Length == 0 ? 0 : PairHead + value.Length;

    private static void Pair(LengthPrefixedWriter block, uint id, byte[] value)
    {
        if (value.Length > 0)
        {
            UInt64(block, (uint)value.Length + 4);
            block.UInt32(id);
            block.Bytes(value);
        }
    }

    // Sizes and lengths of the block are u64; the upper halves stay zero.
    private static void UInt64(LengthPrefixedWriter writer, uint value)
    {
        writer.UInt32(value);
        writer.UInt32(0);
    }
}
