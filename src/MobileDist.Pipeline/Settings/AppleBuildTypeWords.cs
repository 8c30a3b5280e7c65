using System.Collections.Immutable;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Settings;

/// <summary>The words for Apple's kinds of build: ours, and those of Xcode's export options before and since 15.3.</summary>
internal static class AppleBuildTypeWords
{
    public static ImmutableArray<string> All { get; } =
        ["ad-hoc", "app-store", "in-house", "development", "release-testing", "app-store-connect", "enterprise", "debugging"];

    /// <summary>Null for a word that is not in <see cref="All"/>.</summary>
    public static AppleBuildType? Parse(string word) => word switch
    {
        "ad-hoc" or "release-testing" => AppleBuildType.AdHoc,
        "app-store" or "app-store-connect" => AppleBuildType.AppStore,
        "in-house" or "enterprise" => AppleBuildType.InHouse,
        "development" or "debugging" => AppleBuildType.Development,
        _ => null,
    };
}
