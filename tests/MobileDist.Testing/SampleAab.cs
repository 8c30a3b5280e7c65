namespace MobileDist.Testing;

/// <summary>The sample app as an unsigned app bundle, as committed: the app of <see cref="SampleApk"/>, a feature and an asset pack.</summary>
public static class SampleAab
{
    public const string Feature = "guide";
    public const string AssetPack = "levels";
    public const string BundletoolVersion = "1.18.1";
    public const string BaseManifest = "base/manifest/AndroidManifest.xml";
    public const string FeatureManifest = "guide/manifest/AndroidManifest.xml";
    public const string IconEntry = "base/res/mipmap-xxxhdpi-v4/ic_launcher.png";

    /// <summary>Where it is. Never write there: copy it into a <see cref="TestFolder"/>.</summary>
    public static string FullPath { get; } = RepositoryRoot.Combine("samples", "android", "app-release-unsigned.aab");
}
