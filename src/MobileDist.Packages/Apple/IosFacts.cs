using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Apple;

/// <summary>What only an iOS package says about itself.</summary>
public sealed record IosFacts
{
    /// <summary>Where the app lies in the package, with a slash at the end.</summary>
    public required string Root { get; init; }

    /// <summary>What it was built for, as Xcode names it: <c>iphoneos</c>, <c>iphonesimulator</c>, <c>appletvos</c>; null when the package does not say.</summary>
    public string? Platform { get; init; }

    /// <summary>Built for the simulator: no device runs it.</summary>
    public bool IsSimulatorBuild { get; init; }

    /// <summary>In ascending order; iPhone when the package names none, as devices take it.</summary>
    public ImmutableArray<IosDeviceFamily> DeviceFamilies { get; init; } = [];

    /// <summary>What is nested in the app and signed on its own, the deepest first.</summary>
    public ImmutableArray<IosNestedBundle> Bundles { get; init; } = [];

    /// <summary><c>ITSAppUsesNonExemptEncryption</c>: the answer to the export-compliance question; null when the package gives none.</summary>
    public bool? UsesNonExemptEncryption { get; init; }

    /// <summary><c>ITSEncryptionExportComplianceCode</c>: what Apple gave out for documents already shown; null when there is none.</summary>
    public string? ExportComplianceCode { get; init; }

    /// <summary><c>UISupportedDevices</c>: the models that a thinned package is for; empty when it is for all.</summary>
    public ImmutableArray<string> SupportedDevices { get; init; } = [];

    /// <summary>The entitlements in the main executable's signature; null when it carries none.</summary>
    public PropertyListDictionary? Entitlements { get; init; }

    /// <summary>The bytes of the app's <see cref="IosBundle.ProfileName"/>; null when there is none.</summary>
    public ReadOnlyMemory<byte>? EmbeddedProfile { get; init; }

    /// <summary>The main executable carries a signature with a certificate, valid or not; an ad hoc one does not count.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The team in that signature; null when it names none.</summary>
    public string? TeamId { get; init; }

    /// <summary>The icon lies in the asset catalogue (<c>Assets.car</c>) only, whose form is Apple's own and not read: <see cref="PackageInfo.Icon"/> is null.</summary>
    public bool IconOnlyInCatalogue { get; init; }

    /// <summary>Encrypted by FairPlay: it came from the App Store, and no copy that is signed again can run.</summary>
    public bool IsEncrypted { get; init; }
}
