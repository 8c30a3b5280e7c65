using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Stages;

/// <summary>Puts what a receipt proves into a row for people.</summary>
internal static class ResultTable
{
    public static ReleaseResult RowOf(Release release, string outputFolder)
    {
        var folder = Path.Combine(outputFolder, release.Key);
        var row = new ReleaseResult(release.Key, release.Settings.Name ?? release.Settings.App, release.Receipt.Platform, null, "", false, null, null)
        {
            Receipt = Existing(Path.Combine(folder, Receipts.Receipt.FileName)),
        };
        return ReleaseState.Of(release.Receipt) switch
        {
            ReleaseState.Failed failed => Named(row, release, failed.Package) with { What = $"failed at {failed.Stage}", Failed = true },
            ReleaseState.Built built => Named(row, release, built.Package) with { What = "built" },
            ReleaseState.Signed signed => Named(row, release, signed.Package) with { What = "signed", Package = Shown(() => OutputPath.Resolve(outputFolder, signed.File.Path)) },
            ReleaseState.Published published => Named(row, release, published.Package) with
            {
                What = published.HasFailed ? $"failed at {StageName.Publish}" : "published",
                Failed = published.HasFailed,
                Package = Shown(() => OutputPath.Resolve(outputFolder, published.File.Path)),
                QrCode = Existing(Path.Combine(folder, "qr.png")),
                Link = Shown(() => published.Channels.Select(channel => channel.Address(outputFolder)).FirstOrDefault(address => address.Length > 0)),
            },
            ReleaseState.Withdrawn withdrawn => Named(row, release, withdrawn.Package) with { What = "withdrawn" },
            _ => row with { What = release.Receipt.Check is { IsDone: true } ? "checked" : "not begun" },
        };
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    // A receipt whose paths lead out has stopped its release already; the table at the end must still come.
    private static string? Shown(Func<string?> place)
    {
        try
        {
            return place();
        }
        catch (DistributionException)
        {
            return null;
        }
    }

    private static ReleaseResult Named(ReleaseResult row, Release release, PackageFacts? package) => package is null
        ? row
        : row with
        {
            App = release.Settings.Name ?? package.Label,
            Version = VersionOf(package),
            VersionName = package.VersionName,
            BuildNumber = package.BuildNumber,
        };

    /// <summary><c>1.2.3 (42)</c>; <c>build 42</c> where the package names no version.</summary>
    public static string VersionOf(PackageFacts package) => string.IsNullOrEmpty(package.VersionName) ? $"build {package.BuildNumber}" : $"{package.VersionName} ({package.BuildNumber})";
}
