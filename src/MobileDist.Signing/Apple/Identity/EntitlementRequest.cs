using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>What one bundle of an app asks for.</summary>
public sealed record EntitlementRequest
{
    /// <summary>The identifier that the bundle will have once signed.</summary>
    public required string BundleIdentifier { get; init; }

    /// <summary>Where the bundle lies in the app; empty for the app itself.</summary>
    public string BundlePath { get; init; } = "";

    /// <summary>The entitlements of the bundle's last real signature; null where it had none.</summary>
    public PropertyListDictionary? Previous { get; init; }

    /// <summary>The user's own entitlements file for this bundle, which wins over <see cref="Previous"/>; Xcode's variables in it are filled in.</summary>
    public PropertyListDictionary? Asked { get; init; }

    /// <summary>It has no profile of its own, but lies in a bundle that has: an XPC service. Nothing is added to what it asks.</summary>
    public bool IsService { get; init; }

    /// <summary>For an App Clip, the identifier of the app it belongs to.</summary>
    public string? ClipOf { get; init; }

    /// <summary>For an app, the identifiers of the App Clips in it.</summary>
    public ImmutableArray<string> Clips { get; init; } = [];
}
