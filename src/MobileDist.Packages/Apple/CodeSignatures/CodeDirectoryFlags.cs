namespace MobileDist.Packages.Apple.CodeSignatures;

#pragma warning disable CA1711 // "Flags" is what the format calls the field.
/// <summary>Flags of a CodeDirectory (<c>cs_blobs.h</c>); an iOS app that is signed by a certificate has none.</summary>
[Flags]
public enum CodeDirectoryFlags
#pragma warning restore CA1711
{
    None = 0,
    Host = 0x1,
    AdHoc = 0x2,
    ForceHard = 0x100,
    ForceKill = 0x200,
    ForceExpiration = 0x400,
    Restrict = 0x800,
    Enforcement = 0x1000,
    LibraryValidation = 0x2000,
    Runtime = 0x10000,

    /// <summary>Made by the linker, not by codesign.</summary>
    LinkerSigned = 0x20000,
}
