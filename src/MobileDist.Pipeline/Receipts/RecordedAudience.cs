using System.Collections.Immutable;

namespace MobileDist.Pipeline.Receipts;

/// <summary>Who can install a package, where signing decides that. Names are shortened; nothing here identifies a device.</summary>
/// <param name="AnyDevice">Every device, as with an in-house profile.</param>
/// <param name="DeviceCount">How many devices every profile of the app allows; null where the profiles list none.</param>
/// <param name="ProfileExpires">When the app stops opening.</param>
internal sealed record RecordedAudience(bool AnyDevice, int? DeviceCount, DateTimeOffset? ProfileExpires)
{
    /// <summary>Testers with a device in the profiles.</summary>
    public ImmutableArray<string> CanInstall
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Testers who were meant to have it and have no device in the profiles.</summary>
    public ImmutableArray<string> CannotInstall
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
