using MobileDist.Packages.Apple;

namespace MobileDist.Signing.Apple.Identity.Checks;

/// <summary>Whether identifiers, versions and device families of the bundles fit one another.</summary>
internal static class BundleCheck
{
    private const int Phone = 1;
    private const int Tablet = 2;

    public static void Inspect(AppleSigningInputs inputs, FindingList findings)
    {
        var app = App(inputs);
        foreach (var bundle in inputs.Bundles.Where(bundle => bundle.NeedsProfile))
        {
            if (BundleIdentifier.Flaw(bundle.Identifier) is { } flaw)
            {
                findings.Errors.Add(AppleIdentityFaults.BadIdentifier(bundle, flaw));
            }

            InspectPlace(bundle, inputs, findings);
            InspectMinimum(bundle, app, findings);
        }

        foreach (var same in inputs.Bundles.GroupBy(bundle => bundle.Identifier, StringComparer.Ordinal).Where(group => group.Count() > 1 && group.Any(bundle => bundle.NeedsProfile)))
        {
            findings.Errors.Add(AppleIdentityFaults.IdentifierTwice(same.Key, same));
        }

        InspectFamily(app, inputs, findings);
    }

    public static AppleBundleFacts App(AppleSigningInputs inputs) => inputs.Bundles.First(bundle => bundle.Path.Length == 0);

    private static void InspectPlace(AppleBundleFacts bundle, AppleSigningInputs inputs, FindingList findings)
    {
        if (bundle.Path.Length == 0)
        {
            return;
        }

        var parent = Parent(bundle, inputs);
        if (!bundle.Identifier.StartsWith(parent.Identifier + ".", StringComparison.Ordinal))
        {
            findings.Errors.Add(AppleIdentityFaults.NotPrefixed(bundle, parent));
        }
        else if (bundle.Role == AppleBundleRole.Extension && bundle.Identifier.AsSpan(parent.Identifier.Length + 1).Contains('.'))
        {
            findings.Errors.Add(AppleIdentityFaults.TooManyParts(bundle, parent));
        }

        var app = App(inputs);
        var standsAlone = bundle is { CompanionIdentifier: null, IsWatchOnly: true };
        if (bundle.Role == AppleBundleRole.WatchApp && !standsAlone && !string.Equals(bundle.CompanionIdentifier, app.Identifier, StringComparison.Ordinal))
        {
            findings.Errors.Add(bundle.CompanionIdentifier is null ? AppleIdentityFaults.NoCompanion(bundle, app) : AppleIdentityFaults.OtherCompanion(bundle, app));
        }
    }

    /// <summary>The innermost bundle with a profile around one; the app for what lies in no other.</summary>
    public static AppleBundleFacts Parent(AppleBundleFacts bundle, AppleSigningInputs inputs) => inputs.Bundles
        .Where(other => other.NeedsProfile && other.Path.Length > 0 && bundle.Path.StartsWith(other.Path + "/", StringComparison.Ordinal))
        .OrderByDescending(other => other.Path.Length)
        .FirstOrDefault(App(inputs));

    private static void InspectMinimum(AppleBundleFacts bundle, AppleBundleFacts app, FindingList findings)
    {
        if (bundle.MinimumOs is null)
        {
            return;
        }

        if (OsVersion(bundle.MinimumOs) is not { } minimum)
        {
            findings.Errors.Add(AppleIdentityFaults.BadMinimumOs(bundle));
            return;
        }

        // Watches count their versions by themselves.
        if (bundle.Role is AppleBundleRole.Extension or AppleBundleRole.AppClip && !IsOfWatch(bundle) && app.MinimumOs is not null && OsVersion(app.MinimumOs) is { } ofApp && minimum > ofApp)
        {
            findings.Warnings.Add(AppleIdentityFaults.NestedNeedsNewer(bundle, app));
        }

        if (bundle.Code is [{ MinimumOs: { } built } main, ..] && Whole(built) > minimum)
        {
            findings.Warnings.Add(AppleIdentityFaults.CodeNeedsNewer(bundle, main));
        }
    }

    private static bool IsOfWatch(AppleBundleFacts bundle) => bundle.Path.StartsWith("Watch/", StringComparison.Ordinal);

    private static void InspectFamily(AppleBundleFacts app, AppleSigningInputs inputs, FindingList findings)
    {
        var families = app.DeviceFamilies;
        if (families.IsEmpty || families.Contains(Phone))
        {
            return;
        }

        if (!families.Contains(Tablet))
        {
            findings.Errors.Add(AppleIdentityFaults.NoFamily(app));
            return;
        }

        var phones = inputs.Devices.Where(device => device.Model?.StartsWith("iPhone", StringComparison.OrdinalIgnoreCase) == true).ToList();
        if (phones.Count > 0)
        {
            findings.Warnings.Add(AppleIdentityFaults.FamilyOfDevice(app, phones));
        }
    }

    /// <summary>A version as Apple writes it, also <c>15</c>; null when it is none.</summary>
    private static Version? OsVersion(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c == '.') && Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out var version) ? Whole(version) : null;

    // .NET takes 15.0 for older than 15.0.0.
    private static Version Whole(Version version) => new(version.Major, version.Minor, Math.Max(version.Build, 0));
}
