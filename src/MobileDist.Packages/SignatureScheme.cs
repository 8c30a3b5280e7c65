namespace MobileDist.Packages;

/// <summary>The signature schemes that an Android package can carry (AOSP, "Application signing").</summary>
public enum SignatureScheme
{
    /// <summary>JAR signature, every Android version.</summary>
    V1 = 1,

    /// <summary>APK Signature Scheme v2, Android 7 (API 24) and later.</summary>
    V2 = 2,

    /// <summary>APK Signature Scheme v3, Android 9 (API 28) and later.</summary>
    V3 = 3,

    /// <summary>APK Signature Scheme v3.1, Android 13 (API 33) and later, for key rotation only.</summary>
    V31 = 31,
}
