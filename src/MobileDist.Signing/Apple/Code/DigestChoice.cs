using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Which CodeDirectories a file needs, by the oldest system that it runs on; the same for all slices, as codesign does it.</summary>
internal static class DigestChoice
{
    private static readonly Version FirstIOS = new(11, 0, 0);
    private static readonly Version FirstWatchOS = new(12, 0, 0);
    private static readonly Version FirstMacOS = new(10, 11, 4);

    /// <summary>In the order of the slots: the first goes into slot 0.</summary>
    public static ImmutableArray<CodeHashType> For(IEnumerable<MachOSlice> slices) =>
        slices.All(KnowsSha256) ? [CodeHashType.Sha256] : [CodeHashType.Sha1, CodeHashType.Sha256];

    private static bool KnowsSha256(MachOSlice slice) => slice.Platform switch
    {
        MachOPlatform.IOS or MachOPlatform.TvOS => slice.MinimumOs >= FirstIOS,
        MachOPlatform.WatchOS => slice.MinimumOs >= FirstWatchOS,
        MachOPlatform.MacOS => slice.MinimumOs >= FirstMacOS,
        MachOPlatform.Unknown => false,
        _ => true,
    };
}
