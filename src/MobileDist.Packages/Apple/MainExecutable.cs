using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Apple;

/// <summary>What the app's own Mach-O says: the load commands and the signature of its first slice.</summary>
/// <param name="MinimumOs">Null when it does not say.</param>
/// <param name="IsSimulator">A slice is for the simulator.</param>
/// <param name="IsEncrypted">FairPlay encrypted a slice.</param>
/// <param name="IsSigned">The signature has a CMS.</param>
/// <param name="TeamId">The team that the signature names.</param>
/// <param name="Entitlements">Those of the signature.</param>
internal sealed record MainExecutable(Version? MinimumOs, bool IsSimulator, bool IsEncrypted, bool IsSigned, string? TeamId, PropertyListDictionary? Entitlements)
{
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: it is no Mach-O, or a broken one, or its signature is.</exception>
    public static MainExecutable Read(ZipPackage package, IosApp app)
    {
        var entry = package.Find(app.Root + app.Main.Executable) ?? throw AppleFaults.ExecutableMissing(package.FileName, app.Root, app.Main.Executable ?? "");
        using var source = new ForwardEntrySource(package, entry);
        var file = MachOFile.Read(source, $"{package.FileName}/{entry.Name}");
        var first = file.Slices[0];
        var signature = EmbeddedSignature.Read(file, first);
        return new MainExecutable(
            first.MinimumOs,
            file.Slices.Any(slice => slice.IsSimulator),
            file.IsEncrypted,
            signature?.Cms is not null,
            signature?.TeamId,
            signature?.ReadEntitlements());
    }
}
