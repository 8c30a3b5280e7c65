using System.Collections.Immutable;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Settings;

/// <summary>What is wanted of an iOS package beside its certificate.</summary>
/// <param name="BuildType">Who may install it.</param>
/// <param name="Entitlements">Absolute paths under bundle identifiers; the empty identifier is the app.</param>
/// <param name="Identifier">The bundle identifier to set; null to keep the package's own.</param>
/// <param name="MarketingVersion">The version to set; null to keep it.</param>
/// <param name="BuildNumber">The build number to set; null to keep it.</param>
internal sealed record IosSettings(
    AppleBuildType BuildType,
    ImmutableSortedDictionary<string, string> Entitlements,
    string? Identifier,
    string? MarketingVersion,
    string? BuildNumber)
{
    /// <summary>Whether the build number is the next that the store takes, which is asked for before signing.</summary>
    public bool NextBuildNumber { get; init; }
}
