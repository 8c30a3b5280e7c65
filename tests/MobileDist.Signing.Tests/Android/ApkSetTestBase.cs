using MobileDist.Packages.Android;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

/// <summary>What the tests of APK sets share.</summary>
public abstract class ApkSetTestBase : ApkTestBase
{
    protected string UnsignedSet() => SampleApkSet.Make().WriteTo(Folder.Combine("app.apks"));

    protected static async Task<ApkSetSigningResult> SignSetAsync(string input, string output, string key = "RSA2048", AndroidVersion? version = null, IProgress<WorkProgress>? progress = null)
    {
        using var identity = TestIdentities.Get(key);
        var options = new ApkSigningOptions { MinSdk = SampleApk.MinSdk, Version = version ?? AndroidVersion.Unchanged };
        return await ApkSetSigner.SignAsync(input, output, identity, options, progress, CancellationToken.None);
    }

    protected static Task<ApkVerification> VerifySetAsync(string path) => ApkSetVerifier.VerifyAsync(path, SampleApk.MinSdk, progress: null, CancellationToken.None);

    /// <summary>The sample, signed by a key.</summary>
    protected async Task<byte[]> SignedApkAsync(string key, AndroidVersion? version = null)
    {
        using var identity = TestIdentities.Get(key);
        var options = new ApkSigningOptions { MinSdk = SampleApk.MinSdk, Version = version ?? AndroidVersion.Unchanged };
        var signed = await ApkSigner.SignAsync(SampleApk.FullPath, Folder.Combine($"{key}.apk"), identity, options, progress: null, CancellationToken.None);
        return await File.ReadAllBytesAsync(signed.Output);
    }

    /// <summary>A set of whose two APKs the standalone one is another.</summary>
    protected string SetOf(byte[] master, byte[] standalone) =>
        SampleApkSet.Make(content: path => path is SampleApkSet.Standalone ? standalone : master).WriteTo(Folder.Combine("mixed.apks"));
}
