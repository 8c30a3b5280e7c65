using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Packages.Android;

namespace MobileDist.Signing.Android;

/// <summary>How to sign an APK.</summary>
public sealed record ApkSigningOptions
{
    /// <summary>The oldest API level that the package installs on (<c>minSdkVersion</c>); 1 when it names none.</summary>
    public required int MinSdk { get; init; }

    /// <summary>The version that the package is to say it has.</summary>
    public AndroidVersion Version { get; init; } = AndroidVersion.Unchanged;

    /// <summary>The schemes to sign with; empty: v2 and v3 always, v1 too when <see cref="MinSdk"/> is below 24.</summary>
    public ImmutableArray<SignatureScheme> Schemes { get; init; } = [];
}
