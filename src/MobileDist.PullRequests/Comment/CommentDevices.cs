namespace MobileDist.PullRequests;

/// <summary>Which devices a release installs on, where signing decides that (iOS: the provisioning profile).</summary>
public sealed record CommentDevices
{
    /// <summary>Whether every device may (an in-house profile).</summary>
    public bool AnyDevice { get; init; }

    /// <summary>Devices in the profile; null where it lists none.</summary>
    public int? Count { get; init; }

    /// <summary>Testers with a device in the profile. Public comments are read by everybody: nobody, unless names were asked for.</summary>
    public CommentNames CanInstall { get; init; } = CommentNames.None;

    /// <summary>Testers who were meant to have it and have no device in the profile.</summary>
    public CommentNames CannotInstall { get; init; } = CommentNames.None;

    /// <summary>When the app stops opening.</summary>
    public DateTimeOffset? ProfileExpires { get; init; }

    /// <summary>The same with nobody's name.</summary>
    internal CommentDevices Counted() => this with { CanInstall = CanInstall.Counted(), CannotInstall = CannotInstall.Counted() };
}
