namespace MobileDist.GooglePlay;

/// <summary>The most bytes that Google takes of each kind of file, by its description of the API.</summary>
internal static class UploadLimits
{
    public const long Apk = 10L << 30;
    public const long Bundle = 50L << 30;
    public const long Symbols = 1600L << 20;
    public const long SharedApk = 1L << 30;
    public const long SharedBundle = 10L << 30;
}
