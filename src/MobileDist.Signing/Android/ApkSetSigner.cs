using MobileDist.Packages;
using MobileDist.Packages.Android.Bundles;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>
/// Signs an APK set, as bundletool's <c>build-apks</c> writes it: every APK in it by <see cref="ApkSigner"/>, one after the other in
/// a temporary folder. The APKs are stored in the new set, as bundletool stores them; the table of contents and every other entry
/// are carried over as they are. The set itself has no signature.
/// </summary>
public static class ApkSetSigner
{
    /// <summary>Signs a set into another file.</summary>
    /// <param name="input">The set; never changed.</param>
    /// <param name="output">Appears whole or not at all; an older file there is replaced.</param>
    /// <param name="identity">RSA or EC key with its certificate, leaf first.</param>
    /// <param name="options">Schemes and version for every APK, the version's name for those that say one; the minimum SDK for those that name none themselves.</param>
    /// <param name="progress">Bytes of the work done so far; null when nobody looks.</param>
    /// <param name="cancellation">Nothing is left behind when it fires.</param>
    /// <exception cref="DistributionException">The set or an APK in it is malformed, the key does not fit, the schemes do not fit the minimum SDK, or the disk is full.</exception>
    public static Task<ApkSetSigningResult> SignAsync(
        string input, string output, SigningIdentity identity, ApkSigningOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(options);
        if (string.Equals(Path.GetFullPath(input), Path.GetFullPath(output), StringComparison.Ordinal))
        {
            throw OutputFaults.SameFile(input);
        }

        return Task.Run(() => SignSetAsync(input, output, identity, options, progress, cancellation), cancellation);
    }

    private static async Task<ApkSetSigningResult> SignSetAsync(
        string input, string output, SigningIdentity identity, ApkSigningOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var set = ZipPackage.Open(input);
        var apks = ApkSetReader.Apks(set);
        var told = new ApkSetProgress($"Signing {set.FileName}", apks.Sum(apk => apk.UncompressedSize), progress);
        var toSign = apks.ToHashSet();
        HashSet<SignatureScheme>? schemes = null;
        var size = 0L;
        try
        {
            using var pending = PendingFile.For(output);
            using (var file = PackageOutputFile.Create(pending.FullPath, set.Length))
            {
                var writer = new ApkSetWriter(set, file);
                foreach (var entry in set.Entries)
                {
                    if (!toSign.Contains(entry))
                    {
                        writer.CarryOver(entry, cancellation);
                        continue;
                    }

                    told.Begin(entry.UncompressedSize);
                    var signed = await SignApkAsync(set, entry, writer, identity, options, told, cancellation);
                    schemes ??= [.. signed.Schemes];
                    schemes.IntersectWith(signed.Schemes);
                }

                size = writer.Finish();
            }

            cancellation.ThrowIfCancellationRequested();
            pending.Commit();
            return new ApkSetSigningResult(pending.Target, size, [.. schemes!.Order()], identity.CertificateDigest, [.. apks.Select(apk => apk.Name)]);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw OutputFaults.Of(output, cause);
        }
    }

    private static async Task<ApkSigningResult> SignApkAsync(
        ZipPackage set, ZipEntry entry, ApkSetWriter writer, SigningIdentity identity, ApkSigningOptions options, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        try
        {
            using var apk = UnpackedApk.Of(set, entry, cancellation);
            using var folder = PrivateFolder.Create();
            var signed = await ApkSigner.SignAsync(apk.FullPath, folder.Combine(apk.FullPath), identity, OptionsFor(apk.Read(), options), progress, cancellation);
            writer.Replace(entry, signed.Output, cancellation);
            return signed;
        }
        catch (DistributionException cause)
        {
            throw BundleSigningFaults.InSet(cause, set.FileName, entry.Name);
        }
    }

    // bundletool gives splits by language, density and ABI the version code alone.
    private static ApkSigningOptions OptionsFor(PackageInfo apk, ApkSigningOptions options) => options with
    {
        MinSdk = ApkSetMinSdk.Of(apk, options.MinSdk),
        Version = apk is { Split: not null, VersionName: null } ? options.Version with { Name = null } : options.Version,
    };
}
