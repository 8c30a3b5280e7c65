using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Signs an iOS package: frameworks, libraries, extensions, watch apps and clips from the inside out, then the app. What does not change is
/// carried over packed as it is, digested on the way by all processors; what changes is packed again. Whatever root the app has in the
/// input, in the output it lies under <c>Payload/</c>. The signed package is verified before it appears.
/// </summary>
public static class IpaSigner
{
    /// <summary>Signs a package into another file.</summary>
    /// <param name="inputIpa">An IPA, or a zip of an app or of an Xcode archive; never changed.</param>
    /// <param name="outputIpa">Appears whole or not at all; an older file there is replaced.</param>
    /// <param name="request">Keys, profiles, entitlements, edits.</param>
    /// <param name="progress">Bytes of the work done so far; null when nobody looks.</param>
    /// <param name="cancellation">Nothing is left behind when it fires.</param>
    /// <exception cref="DistributionException">The package is malformed or cannot be signed, the disk is full, or what was signed does not verify.</exception>
    public static Task<IpaSigningResult> SignAsync(
        string inputIpa, string outputIpa, IpaSigningRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        SignAsync(inputIpa, outputIpa, request, progress, PackageOutputFile.Create, cancellation);

    internal static Task<IpaSigningResult> SignAsync(
        string inputIpa, string outputIpa, IpaSigningRequest request, IProgress<WorkProgress>? progress, Func<string, long, IPackageOutput> create, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.Equals(Path.GetFullPath(inputIpa), Path.GetFullPath(outputIpa), StringComparison.Ordinal))
        {
            throw OutputFaults.SameFile(inputIpa);
        }

        return Task.Run(() => SignInFolders(inputIpa, outputIpa, request, progress, create, cancellation), cancellation);
    }

    private static IpaSigningResult SignInFolders(
        string input, string output, IpaSigningRequest request, IProgress<WorkProgress>? progress, Func<string, long, IPackageOutput> create, CancellationToken cancellation)
    {
        using var package = ZipPackage.Open(input);
        var app = IosApp.Read(package);
        var contents = IpaContents.Read(package, app.Root);
        try
        {
            using var scratch = PrivateFolder.Create();
            using var pending = PendingFile.For(output);
            var plan = AppToSign.Plan(package, app, contents, CodeSurvey.Find(package, contents.Items, cancellation), request, scratch);

            // What is code is gone over twice more: to be signed, and to be packed.
            var meter = new ProgressMeter($"Signing {package.FileName}", package.Length + (2 * plan.CodeBytes), progress);
            var writer = new SignedIpaWriter(package, contents, plan, request);
            using (var file = create(pending.FullPath, package.Length))
            {
                writer.Write(file, meter, cancellation);
            }

            var findings = IpaVerifier.Verify(pending.FullPath, Path.GetFileName(output), IpaVerificationOptions.For(request), writer.CarriedOver, progress, cancellation);
            findings.ThrowIfUnfit(Path.GetFileName(output));
            cancellation.ThrowIfCancellationRequested();
            pending.Commit();
            return new IpaSigningResult(
                pending.Target,
                new FileInfo(pending.Target).Length,
                [.. plan.Bundles.Select(bundle => bundle.Path)],
                plan.Tree.Files.Count(entry => entry.Code is not null),
                plan.Removed,
                findings.Warnings);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw OutputFaults.Of(output, cause);
        }
    }
}
