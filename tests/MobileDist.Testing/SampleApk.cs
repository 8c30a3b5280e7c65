namespace MobileDist.Testing;

/// <summary>The sample app's unsigned package, as committed; <c>samples/android/README.md</c> says what is in it.</summary>
public static class SampleApk
{
    public const string Identifier = "com.example.mobiledist.sample";
    public const string VersionName = "1.2.3";
    public const int VersionCode = 7;
    public const int MinSdk = 21;
    public const int TargetSdk = 35;
    public const string Label = "Release Sample";

    /// <summary>The PNG of the highest density.</summary>
    public const string IconEntry = "res/mipmap-xxxhdpi-v4/ic_launcher.png";

    /// <summary>Where it is. Never write there: copy it into a <see cref="TestFolder"/>.</summary>
    public static string FullPath { get; } = RepositoryRoot.Combine("samples", "android", "app-release-unsigned.apk");

    public static IReadOnlyList<string> Abis { get; } = ["arm64-v8a", "armeabi-v7a", "x86_64"];
}
