namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>One part of an embedded signature.</summary>
/// <param name="Slot">Its type in the index, see <see cref="SignatureSlot"/>.</param>
/// <param name="Magic">What it is, see <see cref="SignatureMagic"/>.</param>
/// <param name="Bytes">The whole blob with its header of 8 bytes: what special slots hash.</param>
public sealed record SignatureBlob(uint Slot, uint Magic, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Without magic and length.</summary>
    public ReadOnlyMemory<byte> Payload => Bytes[8..];
}
