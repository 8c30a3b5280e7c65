using System.Collections.Immutable;

namespace MobileDist.InstallLinks;

/// <summary>
/// Which devices a package installs on, where signing decides that (iOS: the provisioning profile). What it says is
/// shown to everybody who has the page, so names come shortened, and only those that may be shown.
/// </summary>
public sealed record InstallAudience
{
    /// <summary>Whether every device may (an in-house profile).</summary>
    public bool AnyDevice { get; init; }

    /// <summary>Devices in the profile; null where it lists none.</summary>
    public int? DeviceCount { get; init; }

    /// <summary>Testers with a device in the profile.</summary>
    public ImmutableArray<string> CanInstall { get; init; } = [];

    /// <summary>Testers who were meant to have it and have no device in the profile.</summary>
    public ImmutableArray<string> CannotInstall { get; init; } = [];

    /// <summary>When the app stops opening.</summary>
    public DateTimeOffset? ProfileExpires { get; init; }
}
