using System.Security.Cryptography;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Verifies a signed iOS package as a whole, as the device that installs it does: the seal of every bundle, every Mach-O file wherever it
/// lies, profiles, entitlements, teams and identifiers. What is wrong is named by bundle, file, slot and page.
/// </summary>
public static class IpaVerifier
{
    /// <param name="ipa">The package.</param>
    /// <param name="options">What it is held against.</param>
    /// <param name="progress">Bytes of the work done so far; null when nobody looks.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DistributionException">The package is no iOS package, or so malformed that there is nothing to verify.</exception>
    public static Task<IpaVerification> VerifyAsync(string ipa, IpaVerificationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Task.Run(() =>
        {
            try
            {
                return Verify(ipa, Path.GetFileName(ipa), options, new Dictionary<string, CarriedOverEntry>(StringComparer.Ordinal), progress, cancellation);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw BundleFaults.NotUnpacked(ipa, cause);
            }
        }, cancellation);

    /// <param name="path">The package.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="options">What it is held against.</param>
    /// <param name="known">Entries that need not be unpacked when their packed data is the same, by name.</param>
    /// <param name="progress">Null when nobody looks.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static IpaVerification Verify(
        string path, string name, IpaVerificationOptions options, IReadOnlyDictionary<string, CarriedOverEntry> known, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var package = ZipPackage.Open(path);
        var app = IosApp.Read(package);
        var contents = IpaContents.Read(package, app.Root, asItIs: true);
        using var scratch = PrivateFolder.Create();
        var findings = new IpaFindingList();
        StructureCheck.Run(package, app, contents, findings);

        var files = UnpackedApp.Read(package, app, contents, known, scratch, findings, new ProgressMeter($"Verifying {name}", package.Length, progress), cancellation);
        var code = new CodeCheck(app, files, options, findings);
        code.Run(cancellation);
        var seals = new SealCheck(files.Tree, findings);
        var packs = new AssetPackCheck(package, app, files, options, findings);
        foreach (var bundle in app.Bundles)
        {
            if (bundle.Executable is null)
            {
                packs.Run(bundle, code.Main.GetValueOrDefault("")?.TeamId, cancellation);
            }

            if (files.Seals.TryGetValue(bundle.Path, out var seal))
            {
                seals.Run(bundle.Path, bundle.Executable ?? AssetPackSigner.MainFile, seal, code.CdHashes, IsOfWatch(bundle, app));
            }
            else
            {
                findings.SealMissing(bundle.Path);
            }
        }

        AssetPackManifestCheck.Run(package, app, findings);
        new ProfileCheck(app, options, findings).Run(code.Main);
        var main = code.Main.GetValueOrDefault("");
        return new IpaVerification(
            findings.ToImmutable(),
            app.Main.Identifier,
            main?.TeamId,
            main?.Certificate is { } certificate ? Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)) : null,
            [.. app.Bundles.Select(bundle => bundle.Path)],
            files.Code.Count);
    }

    // A watch app, and everything in it.
    private static bool IsOfWatch(IosBundle bundle, IosApp app) => app.Bundles.Any(watch =>
        watch.Kind == IosBundleKind.WatchApp && $"{bundle.Path}/".StartsWith($"{watch.Path}/", StringComparison.Ordinal));
}
