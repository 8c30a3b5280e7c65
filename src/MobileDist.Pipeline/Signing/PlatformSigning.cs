using MobileDist.Packages;

namespace MobileDist.Pipeline.Signing;

/// <summary>Who signs for which platform.</summary>
internal static class PlatformSigning
{
    public static IPackageSigning For(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => new AndroidSigning(),
        AppPlatform.Ios => new IosSigning(),
        _ => throw new ArgumentOutOfRangeException(nameof(platform)),
    };
}
