namespace MobileDist.Packages.Apple.MachO;

/// <summary>Numbers of the load commands that are looked at (<c>mach-o/loader.h</c>).</summary>
internal static class LoadCommands
{
    public const uint Segment = 0x1;
    public const uint SymbolTable = 0x2;
    public const uint Segment64 = 0x19;
    public const uint CodeSignature = 0x1d;
    public const uint EncryptionInfo = 0x21;
    public const uint VersionMinMacOS = 0x24;
    public const uint VersionMinIPhoneOS = 0x25;
    public const uint EncryptionInfo64 = 0x2c;
    public const uint VersionMinTvOS = 0x2f;
    public const uint VersionMinWatchOS = 0x30;
    public const uint BuildVersion = 0x32;
}
