using System.Globalization;
using MobileDist.Packages;
using MobileDist.Packages.Apple;

namespace MobileDist.InstallLinks;

/// <summary>Says before the tap why iOS will refuse a package, or stop opening it, as far as package and profile tell.</summary>
internal static class ApplePackageNotes
{
    private const int MostModels = 5;

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

        foreach (var note in For(model.Package))
        {
            yield return note;
        }
    }

    private static IEnumerable<InstallNote> For(PackageInfo package)
    {
        if (package.Ios is { } ios)
        {
            foreach (var note in For(ios))
            {
                yield return note;
            }
        }

        if (!SystemRelease.IsForPhones(package))
        {
            yield return Warning($"Made for {SystemRelease.Devices(package)}: it does not install on an iPhone or iPad.");
        }

        if (package.Debuggable)
        {
            yield return Warning("A debuggable build: a computer that the phone trusts can look into the running app.");
        }
    }

    private static IEnumerable<InstallNote> For(IosFacts ios)
    {
        if (ios.IsSimulatorBuild)
        {
            yield return Warning("Built for the simulator: no device installs it.");
        }

        if (ios.IsEncrypted)
        {
            yield return Warning("It came from the App Store and is encrypted for the account that bought it: on other devices it does not open.");
        }

        if (ios.SupportedDevices is { IsDefaultOrEmpty: false } models)
        {
            yield return Warning($"Thinned for {string.Join(", ", models.Take(MostModels))}{(models.Length > MostModels ? " and others" : "")} only: other models refuse it.");
        }

        if (string.Equals(ios.Entitlements?.FindString("aps-environment"), "development", StringComparison.Ordinal))
        {
            yield return new InstallNote(NoteKind.Information, "Push notifications reach it through Apple's sandbox only.");
        }
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static InstallNote Warning(string text) => new(NoteKind.Warning, text);
}
