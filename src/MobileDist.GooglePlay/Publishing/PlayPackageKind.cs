namespace MobileDist.GooglePlay;

/// <summary>What is uploaded.</summary>
public enum PlayPackageKind
{
    /// <summary>An Android App Bundle (.aab).</summary>
    Bundle = 0,

    /// <summary>An APK.</summary>
    Apk = 1,
}
