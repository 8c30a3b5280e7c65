namespace MobileDist.Packages.Android;

/// <summary>Ids of the pairs in an APK Signing Block (AOSP, "APK Signature Scheme v2/v3").</summary>
public static class ApkSigningBlockIds
{
    public const uint V2 = 0x7109871a;
    public const uint V3 = 0xf05368c0;
    public const uint V31 = 0x1b93ad61;

    /// <summary>Fills the block up to a page.</summary>
    public const uint Padding = 0x42726577;
}
