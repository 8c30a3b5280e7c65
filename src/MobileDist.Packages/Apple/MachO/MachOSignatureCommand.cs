namespace MobileDist.Packages.Apple.MachO;

/// <summary>LC_CODE_SIGNATURE: where a slice's signature lies.</summary>
/// <param name="CommandOffset">Where the load command begins, from the start of the slice.</param>
/// <param name="Data">The stretch that is kept for the signature; the signature itself may be shorter.</param>
public sealed record MachOSignatureCommand(int CommandOffset, MachORange Data);
