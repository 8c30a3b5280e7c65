using System.Globalization;
using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>Says before the tap why iOS will refuse a package, or stop opening it, as far as package and profile tell.</summary>
internal static class ApplePackageNotes
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static IEnumerable<InstallNote> For(InstallPageModel model)
    {
        if (model.Action is InstallAction.NeedsSecureAddress needs)
        {
            yield return Warning($"It cannot be installed from here: iOS installs from https addresses only. {needs.Reason}");
        }

        if (model.Signing.ThrowAway)
        {
            yield return Warning("Signed with a throw-away certificate that Apple does not know: no iPhone or iPad installs it.");
        }

        if (model.Audience is { AnyDevice: false, DeviceCount: 0 })
        {
            yield return Warning("No device is registered in its provisioning profile, so nobody can install it.");
        }

        if (model.Audience is { ProfileExpires: { } expires } && expires - model.PublishedAt < Soon)
        {
            yield return Warning(expires <= model.PublishedAt
                ? $"Its provisioning profile has expired on {Day(expires)}: no device installs it."
                : $"Its provisioning profile expires on {Day(expires)}: the app does not open after that.");
        }

        if (model.Package.Debuggable)
        {
            yield return Warning("A debuggable build: a computer that the phone trusts can look into the running app.");
        }
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static InstallNote Warning(string text) => new(NoteKind.Warning, text);
}
