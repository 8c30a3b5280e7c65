using System.Collections.Immutable;

namespace MobileDist.PullRequests;

/// <summary>A row's devices as they are kept in the comment; every member may be absent.</summary>
internal sealed record DevicesState
{
    public bool Any { get; init; }

    public int? Count { get; init; }

    public ImmutableArray<string>? Can { get; init; }

    public int CanMore { get; init; }

    public ImmutableArray<string>? Cannot { get; init; }

    public int CannotMore { get; init; }

    public DateTimeOffset? ProfileExpires { get; init; }

    public static DevicesState? Of(CommentDevices? devices) => devices is null ? null : new DevicesState
    {
        Any = devices.AnyDevice,
        Count = devices.Count,
        Can = devices.CanInstall.Shown.IsEmpty ? null : devices.CanInstall.Shown,
        CanMore = devices.CanInstall.More,
        Cannot = devices.CannotInstall.Shown.IsEmpty ? null : devices.CannotInstall.Shown,
        CannotMore = devices.CannotInstall.More,
        ProfileExpires = devices.ProfileExpires,
    };

    public CommentDevices ToDevices() => new()
    {
        AnyDevice = Any,
        Count = Count,
        CanInstall = Names(Can, CanMore),
        CannotInstall = Names(Cannot, CannotMore),
        ProfileExpires = ProfileExpires,
    };

    // Whoever can edit a comment can put anything here.
    private static CommentNames Names(ImmutableArray<string>? shown, int more)
    {
        var names = CommentNames.Of(shown is { IsDefault: false } read ? read.Where(name => name is not null) : []);
        return names with { More = (int)Math.Min((long)names.More + Math.Max(0, more), int.MaxValue - names.Shown.Length) };
    }
}
