using MobileDist.Packages;

namespace MobileDist.InstallLinks;

/// <summary>Says before the tap why an install will fail or not last, as far as the package itself tells.</summary>
internal static class PackageNotes
{
    public static IEnumerable<InstallNote> For(InstallPageModel model) =>
        model.Package.Platform == AppPlatform.Ios ? ApplePackageNotes.For(model) : ForAndroid(model.Package, model.Signing);

    private static IEnumerable<InstallNote> ForAndroid(PackageInfo package, SigningFacts signing)
    {
        if (package.TestOnly)
        {
            yield return Warning("This build is marked test-only: Android refuses it when you tap on it. It installs through adb install -t only.");
        }

        if (package.Split is { } split)
        {
            yield return Warning($"This is only one part of the app (split '{split}'): it cannot be installed alone.");
        }

        if (signing.ThrowAway)
        {
            yield return Warning("Signed with a throw-away key: the next build may not install over this one. Uninstall it first then.");
        }

        if (package.Debuggable)
        {
            yield return Warning("A debuggable build: anybody who holds the unlocked phone can read the app's data.");
        }

        if (package.NativeAbis.Length > 0 && !package.NativeAbis.Any(abi => abi.StartsWith("arm", StringComparison.Ordinal)))
        {
            yield return Warning($"Made for {string.Join(", ", package.NativeAbis)} only: most phones have an ARM processor and refuse it.");
        }
    }

    private static InstallNote Warning(string text) => new(NoteKind.Warning, text);
}
