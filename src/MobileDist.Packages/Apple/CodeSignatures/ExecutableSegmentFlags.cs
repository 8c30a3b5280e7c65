namespace MobileDist.Packages.Apple.CodeSignatures;

#pragma warning disable CA1711 // "Flags" is what the format calls the field.
/// <summary>What a CodeDirectory says about the executable segment (<c>cs_blobs.h</c>); each but the first stands for an entitlement.</summary>
[Flags]
public enum ExecutableSegmentFlags : ulong
#pragma warning restore CA1711
{
    None = 0,
    MainBinary = 0x1,
    AllowUnsigned = 0x10,
    Debugger = 0x20,
    Jit = 0x40,
    SkipLibraryValidation = 0x80,
    CanLoadCdHash = 0x100,
    CanExecuteCdHash = 0x200,
}
