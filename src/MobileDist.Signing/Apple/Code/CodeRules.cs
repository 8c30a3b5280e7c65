using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Whose rules hold for a slice.</summary>
internal static class CodeRules
{
    /// <summary>Those of iOS and its kin, which are stricter than those of macOS; also where the file does not say.</summary>
    public static bool AreMobile(MachOSlice slice) =>
        slice.Platform is not (MachOPlatform.MacOS or MachOPlatform.MacCatalyst or MachOPlatform.DriverKit or MachOPlatform.BridgeOS);
}
