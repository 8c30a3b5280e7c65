using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>The files that an IPA needs beside its page: two icons, and the manifest where iOS could read it.</summary>
/// <param name="Action">What the page's button does.</param>
/// <param name="Manifest">The file; null where there is no https address to write into it.</param>
internal sealed record AppleSite(InstallAction Action, byte[]? Manifest)
{
    public static AppleSite For(PackageInfo package, string packageFile, Func<string, Uri> addressOf)
    {
        var address = addressOf(AppleSiteFile.Manifest);
        return SecureAddress.Of(address) is null
            ? new AppleSite(new InstallAction.NeedsSecureAddress(packageFile, ReasonOf(address)), null)
            : new AppleSite(new InstallAction.ItmsServices(address), IosInstallManifest.Of(package, packageFile, addressOf).ToXml());
    }

    /// <summary>Writes the files beside the others.</summary>
    /// <returns>The others and these.</returns>
    public async Task<InstallSiteFiles> WriteAsync(PackageInfo package, string folder, InstallSiteFiles others, CancellationToken cancellationToken)
    {
        var (display, full) = InstallIcons.Of(package);
        var files = others with
        {
            DisplayImage = Path.Combine(folder, AppleSiteFile.DisplayImage),
            FullSizeImage = Path.Combine(folder, AppleSiteFile.FullSizeImage),
            AppleManifest = Manifest is null ? null : Path.Combine(folder, AppleSiteFile.Manifest),
        };
        await File.WriteAllBytesAsync(files.DisplayImage, display, cancellationToken);
        await File.WriteAllBytesAsync(files.FullSizeImage, full, cancellationToken);
        if (files.AppleManifest is { } path)
        {
            await File.WriteAllBytesAsync(path, Manifest!, cancellationToken);
        }

        return files;
    }

    private static string ReasonOf(Uri address) => WebScheme.IsOf(address)
        ? $"This page was made for an address without encryption, http://{address.Authority}."
        : "This page was made without an address on the web.";
}
