using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Holds profiles, certificates, teams, identifiers and entitlements of all bundles against each other.</summary>
internal sealed class ProfileCheck(IosApp app, IpaVerificationOptions options, IpaFindingList findings)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <param name="signatures">What signed the main executables, by the path of the bundle.</param>
    public void Run(IReadOnlyDictionary<string, CodeSummary> signatures)
    {
        var appTeam = signatures.GetValueOrDefault("")?.TeamId;
        var profiles = new Dictionary<string, ProvisioningProfile>(StringComparer.Ordinal);
        ProfileKind? appKind = null;
        foreach (var bundle in app.Bundles.Reverse())
        {
            if (bundle.Executable is null)
            {
                continue;
            }

            CheckIdentifier(bundle);
            var signature = signatures.GetValueOrDefault(bundle.Path);
            if (signature is not null && !string.Equals(signature.TeamId, appTeam, StringComparison.Ordinal))
            {
                findings.TeamDiffers(bundle.Path, bundle.Inside(bundle.Executable), signature.TeamId, appTeam);
            }

            if (!bundle.NeedsProfile)
            {
                if (bundle.EmbeddedProfile is not null)
                {
                    findings.ProfileStray(bundle.Path, bundle.Inside(IosBundle.ProfileName));
                }

                if (signature?.Entitlements is { } asked && profiles.GetValueOrDefault(ParentOf(bundle).Path) is { } around)
                {
                    CheckGranted(bundle, around, asked);
                }

                continue;
            }

            if (Read(bundle) is { } profile)
            {
                profiles.Add(bundle.Path, profile);
                CheckProfile(bundle, profile, signature);
                appKind ??= profile.Kind;
                if (profile.Kind != appKind)
                {
                    findings.ProfileKindDiffers(bundle.Path, bundle.Inside(IosBundle.ProfileName), profile.Kind, appKind.Value);
                }
            }
        }
    }

    private ProvisioningProfile? Read(IosBundle bundle)
    {
        if (bundle.EmbeddedProfile is not { } bytes)
        {
            findings.ProfileMissing(bundle.Path);
            return null;
        }

        try
        {
            return ProvisioningProfile.Read(bytes, bundle.Inside(IosBundle.ProfileName));
        }
        catch (DistributionException error)
        {
            findings.ProfileMalformed(bundle.Path, bundle.Inside(IosBundle.ProfileName), error.Message);
            return null;
        }
    }

    private void CheckProfile(IosBundle bundle, ProvisioningProfile profile, CodeSummary? signature)
    {
        var file = bundle.Inside(IosBundle.ProfileName);
        if (profile.Trust != ProfileTrust.Apple && !options.TrustedRoots.Any(root => IsRootOf(root, profile)))
        {
            findings.ProfileUntrusted(bundle.Path, file, profile);
        }

        if (profile.ExpiresOn <= options.Now)
        {
            findings.ProfileExpired(bundle.Path, file, profile);
        }
        else if (profile.ExpiresOn <= options.Now + Soon)
        {
            findings.ProfileExpiresSoon(bundle.Path, file, profile);
        }

        if (!profile.Covers(bundle.Identifier))
        {
            findings.ProfileOfOtherApp(bundle.Path, file, profile, bundle.Identifier);
        }

        if (signature is null)
        {
            return;
        }

        if (signature.Certificate is { } certificate && !profile.Holds(certificate))
        {
            findings.ProfileLacksCertificate(bundle.Path, file, profile, AppleCertificateFacts.ShownName(certificate));
        }

        if (signature.TeamId is not null && !string.Equals(signature.TeamId, profile.TeamId, StringComparison.Ordinal))
        {
            findings.ProfileOfOtherTeam(bundle.Path, file, profile, signature.TeamId);
        }

        CheckEntitlements(bundle, profile, signature.Entitlements);
    }

    private void CheckEntitlements(IosBundle bundle, ProvisioningProfile profile, PropertyListDictionary? entitlements)
    {
        var executable = bundle.Inside(bundle.Executable!);
        if (entitlements is null)
        {
            findings.EntitlementsMissing(bundle.Path, executable);
            return;
        }

        var expected = $"{profile.Prefix}.{bundle.Identifier}";
        var found = entitlements.FindString(EntitlementKeys.ApplicationIdentifier);
        if (!string.Equals(found, expected, StringComparison.Ordinal))
        {
            findings.EntitlementsOfOtherApp(bundle.Path, executable, found, expected);
        }

        CheckGranted(bundle, profile, entitlements);
    }

    private void CheckGranted(IosBundle bundle, ProvisioningProfile profile, PropertyListDictionary entitlements)
    {
        var executable = bundle.Inside(bundle.Executable!);
        foreach (var (key, value) in entitlements.Entries)
        {
            var isGranted = profile.Entitlements.Find(key) is { } granted ? EntitlementValue.Grants(granted, value) : value is PropertyListBoolean { Value: false };
            if (!isGranted)
            {
                findings.EntitlementNotGranted(bundle.Path, executable, key, value, profile);
            }
        }
    }

    private void CheckIdentifier(IosBundle bundle)
    {
        if (bundle.Path.Length == 0 || !bundle.NeedsProfile)
        {
            return;
        }

        var parent = ParentOf(bundle);
        var rest = bundle.Identifier.StartsWith($"{parent.Identifier}.", StringComparison.Ordinal) ? bundle.Identifier[(parent.Identifier.Length + 1)..] : "";
        var isExtension = bundle.Kind is IosBundleKind.Extension or IosBundleKind.WatchExtension;
        if (rest.Length == 0 || (isExtension && rest.Contains('.', StringComparison.Ordinal)))
        {
            findings.IdentifierNotPrefixed(bundle.Path, bundle.Identifier, parent.Identifier);
        }

        // What runs on watches only has no companion: the app around it is but its envelope.
        const string Companion = "WKCompanionAppBundleIdentifier";
        var companion = bundle.Info.FindString(Companion);
        var standsAlone = companion is null && bundle.Info.Find("WKWatchOnly") is PropertyListBoolean { Value: true };
        if (bundle.Kind == IosBundleKind.WatchApp && !standsAlone && !string.Equals(companion, app.Main.Identifier, StringComparison.Ordinal))
        {
            findings.CompanionDiffers(bundle.Path, Companion, companion, app.Main.Identifier);
        }
    }

    // The innermost bundle around it that is installed as something of its own.
    private IosBundle ParentOf(IosBundle bundle) => app.Bundles
        .Where(other => other.NeedsProfile && other != app.Main && bundle.Path.StartsWith($"{other.Path}/", StringComparison.Ordinal))
        .MaxBy(other => other.Path.Length) ?? app.Main;

    private static bool IsRootOf(X509Certificate2 root, ProvisioningProfile profile) =>
        profile.SignedUnder is { } under && under.AsSpan().SequenceEqual(root.RawDataMemory.Span);
}
