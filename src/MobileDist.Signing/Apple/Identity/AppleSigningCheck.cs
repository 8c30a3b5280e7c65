using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity.Checks;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>Finds before anything is signed all that would end in "Unable to Download App" on a tester's phone.</summary>
public static class AppleSigningCheck
{
    /// <summary>Looks at everything and reports all of it at once; with no error there is a plan to sign by.</summary>
    public static AppleSigningFindings Inspect(AppleSigningInputs inputs)
    {
        var findings = new FindingList();
        SignerCheck.Inspect(inputs, findings);
        BundleCheck.Inspect(inputs, findings);
        CodeCheck.Inspect(inputs, findings);

        var app = BundleCheck.App(inputs);
        var chosen = inputs.Bundles.Where(bundle => bundle.NeedsProfile)
            .Select(bundle => (Bundle: bundle, Profile: ProfileChoice.For(bundle, inputs))).ToList();
        var profiles = chosen.Select(choice => choice.Profile).OfType<ProvisioningProfile>().Distinct().ToList();
        foreach (var profile in profiles)
        {
            ProfileCheck.Inspect(profile, inputs, findings);
        }

        var plans = ImmutableDictionary.CreateBuilder<string, BundleSigningPlan>(StringComparer.Ordinal);
        foreach (var (bundle, profile) in chosen)
        {
            if (profile is null)
            {
                findings.Errors.Add(AppleIdentityFaults.NoProfileFor(bundle, inputs.Profiles));
                continue;
            }

            var entitlements = AppEntitlements.Derive(profile, Request(bundle, app, inputs));
            findings.Errors.AddRange(entitlements.Faults);
            plans[bundle.Path] = new BundleSigningPlan(profile, entitlements.Entitlements);
        }

        var services = ImmutableDictionary.CreateBuilder<string, PropertyListDictionary>(StringComparer.Ordinal);
        foreach (var service in inputs.Bundles.Where(bundle => bundle is { NeedsProfile: false, CarriesEntitlements: true }))
        {
            var request = Request(service, app, inputs);
            if ((request.Asked ?? request.Previous) is not null && plans.TryGetValue(BundleCheck.Parent(service, inputs).Path, out var around))
            {
                var entitlements = AppEntitlements.Derive(around.Profile, request);
                findings.Errors.AddRange(entitlements.Faults);
                services[service.Path] = entitlements.Entitlements;
            }
        }

        var coverage = plans.TryGetValue(app.Path, out var plan) ? DeviceCheck.Inspect(plan.Profile, profiles, inputs, findings) : null;
        var signing = findings.Errors.Count == 0 ? new AppleSigningPlan(inputs.Signer, plans.ToImmutable()) { Services = services.ToImmutable() } : null;
        return new AppleSigningFindings([.. findings.Errors], [.. findings.Warnings], signing, coverage);
    }

    /// <summary>What can be known of certificate and profiles before there is an app; profiles are weighed when none of them would do.</summary>
    public static AppleSigningFindings InspectSigner(AppleSigningInputs inputs)
    {
        var findings = new FindingList();
        SignerCheck.Inspect(inputs, findings);
        var ofProfiles = inputs.Profiles.Select(profile =>
        {
            var own = new FindingList();
            ProfileCheck.Inspect(profile, inputs, own);
            return own;
        }).ToList();
        if (ofProfiles.TrueForAll(own => own.Errors.Count > 0))
        {
            findings.Errors.AddRange(ofProfiles.SelectMany(own => own.Errors));
        }

        return new AppleSigningFindings([.. findings.Errors], [.. findings.Warnings], null, null);
    }

    private static EntitlementRequest Request(AppleBundleFacts bundle, AppleBundleFacts app, AppleSigningInputs inputs) => new()
    {
        BundleIdentifier = bundle.Identifier,
        BundlePath = bundle.Path,
        Previous = bundle.PreviousEntitlements,
        Asked = inputs.Entitlements.GetValueOrDefault(bundle.Path),
        IsService = !bundle.NeedsProfile,
        ClipOf = bundle.Role == AppleBundleRole.AppClip ? app.Identifier : null,
        Clips = bundle.Role == AppleBundleRole.App ? [.. inputs.Bundles.Where(other => other.Role == AppleBundleRole.AppClip).Select(clip => clip.Identifier)] : [],
    };
}
