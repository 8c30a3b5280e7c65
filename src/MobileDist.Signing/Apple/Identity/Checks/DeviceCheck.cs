using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Identity.Checks;

/// <summary>Who of the roster can install the app.</summary>
internal static class DeviceCheck
{
    /// <summary>A device must be in the profile of every bundle: one that is missing in an extension's stops the whole app.</summary>
    public static DeviceCoverage Inspect(ProvisioningProfile app, IReadOnlyCollection<ProvisioningProfile> all, AppleSigningInputs inputs, FindingList findings)
    {
        if (app.Kind is ProfileKind.AppStore or ProfileKind.Enterprise)
        {
            return new DeviceCoverage(null, inputs.Devices, []);
        }

        // Profiles that lack the same devices are told in one breath.
        var byMissing = all.Where(profile => profile.Kind is ProfileKind.AdHoc or ProfileKind.Development)
            .Select(profile => (Profile: profile, Missing: inputs.Devices.Where(device => !profile.AllowsDevice(device.Udid)).ToList()))
            .Where(pair => pair.Missing.Count > 0)
            .GroupBy(pair => string.Join(' ', pair.Missing.Select(device => device.Udid)), StringComparer.Ordinal);
        foreach (var group in byMissing)
        {
            var missing = group.First().Missing;
            var profiles = group.Select(pair => pair.Profile).ToList();

            // One tester less is for the user to weigh; nobody at all is a mistake.
            if (missing.Count == inputs.Devices.Length)
            {
                findings.Errors.Add(AppleIdentityFaults.NoDeviceInProfile(profiles, missing));
            }
            else
            {
                findings.Warnings.Add(AppleIdentityFaults.DevicesMissing(profiles, missing, inputs.Devices.Length));
            }
        }

        var allowed = app.Devices.Count(device => all.All(profile => profile.AllowsDevice(device)));
        var covered = inputs.Devices.Where(device => all.All(profile => profile.AllowsDevice(device.Udid))).ToImmutableArray();
        return new DeviceCoverage(allowed, covered, [.. inputs.Devices.Except(covered)]);
    }
}
