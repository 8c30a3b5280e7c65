using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Pipeline.Settings;

/// <summary>What is wanted for one app on one platform.</summary>
/// <param name="App">The app's key, <c>[a-z0-9-]+</c>.</param>
/// <param name="Platform">For which platform.</param>
/// <param name="Name">The name that testers see; null for the package's own label.</param>
/// <param name="Package">Where the package lies or comes out.</param>
/// <param name="Build">How it is built; null when it is already there.</param>
/// <param name="Signing">What signs it.</param>
/// <param name="Channels">Where it goes, in order; never empty.</param>
internal sealed record ReleaseSettings(
    string App,
    AppPlatform Platform,
    string? Name,
    PackageSource Package,
    BuildSettings? Build,
    SigningSettings Signing,
    ImmutableArray<ChannelSettings> Channels)
{
    /// <summary>Set when and only when the platform is Android.</summary>
    public AndroidSettings? Android { get; init; }

    /// <summary>Set when and only when the platform is iOS.</summary>
    public IosSettings? Ios { get; init; }

    /// <summary>Names the release's folder and its row in the comment: <c>demo-android</c>.</summary>
    public string Key => $"{App}-{Platform.ToString().ToLowerInvariant()}";
}
