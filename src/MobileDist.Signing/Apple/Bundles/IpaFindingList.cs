using System.Collections.Immutable;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Code;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Collects findings from several threads, each sentence in one place; bounded, however broken the package is.</summary>
internal sealed class IpaFindingList
{
    // Apart, so that no flood of warnings hides an error.
    private const int MostErrors = 300;
    private const int MostWarnings = 100;
    private readonly List<IpaFinding> _findings = [];
    private readonly Lock _gate = new();
    private int _errors;
    private int _warnings;

    /// <summary>What was found, in an order that threads do not decide.</summary>
    public ImmutableArray<IpaFinding> ToImmutable()
    {
        lock (_gate)
        {
            return [.. _findings
                .OrderBy(finding => finding.Kind)
                .ThenBy(finding => finding.Bundle, StringComparer.Ordinal)
                .ThenBy(finding => finding.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Message, StringComparer.Ordinal)];
        }
    }

    public void NotUnderPayload(string root) => Add(IpaFindingKind.NotUnderPayload, "", null, $"The app lies at '{root}'; devices look for it in 'Payload/'.");

    public void EntryDamaged(string bundle, string file, string what) => Add(IpaFindingKind.EntryDamaged, bundle, file, what);

    public void SealMissing(string bundle) => Add(
        IpaFindingKind.SealMissing, bundle, AppTree.Inside(bundle, CodeResources.Path), $"{Name(bundle)} has no seal '{CodeResources.Path}'.");

    public void SealMalformed(string bundle, string what) => Add(IpaFindingKind.SealMalformed, bundle, AppTree.Inside(bundle, CodeResources.Path), what);

    public void ResourceAdded(string bundle, string file) => Add(
        IpaFindingKind.ResourceAdded, bundle, file, $"The file '{file}' was added after {Name(bundle)} was signed: its seal does not list it.");

    public void ResourceModified(string bundle, string file, string what) => Add(
        IpaFindingKind.ResourceModified, bundle, file, $"The file '{file}' was modified after {Name(bundle)} was signed: {what}.");

    public void ResourceMissing(string bundle, string file) => Add(
        IpaFindingKind.ResourceMissing, bundle, file, $"The file '{file}' is gone since {Name(bundle)} was signed: its seal lists it.");

    public void OlderSealDiffers(string bundle, string file) => Add(
        IpaFindingKind.OlderSealDiffers, bundle, file, $"The file '{file}' was modified after {Name(bundle)} was signed; only the older list of the seal has it, at which devices do not look.");

    public void RulesWeak(string bundle, string pattern) => Add(
        IpaFindingKind.RulesWeak, bundle, AppTree.Inside(bundle, CodeResources.Path), $"The seal of {Name(bundle)} has the rule '{pattern}', which leaves out files that have to be sealed.");

    public void RulesIncomplete(string bundle) => Add(
        IpaFindingKind.RulesWeak, bundle, AppTree.Inside(bundle, CodeResources.Path), $"The seal of {Name(bundle)} has no rule '^.*' that seals every file.");

    public void RulesUnusual(string bundle) => Add(
        IpaFindingKind.RulesUnusual, bundle, AppTree.Inside(bundle, CodeResources.Path), $"The seal of {Name(bundle)} has other rules than Apple's tools write today.");

    public void SignatureFolderStranger(IosBundle bundle, string file) => Add(
        IpaFindingKind.SignatureFolderStranger,
        bundle.Path,
        file,
        $"'{file}' lies in the signature folder of {Name(bundle.Path)}, where only {(bundle.Executable is null ? "the files of its signature belong" : "'CodeResources' belongs")}.");

    public void Code(string bundle, string file, CodeFinding finding) => Add(IpaFindingKind.Code, bundle, file, finding.Message, finding);

    public void NoCode(string bundle, string file) => Add(IpaFindingKind.CodeMalformed, bundle, file, $"The executable '{file}' is no Mach-O file.");

    public void CodeMalformed(string bundle, string file, string what) => Add(IpaFindingKind.CodeMalformed, bundle, file, what);

    public void TeamDiffers(string bundle, string file, string? team, string? appTeam) => Add(
        IpaFindingKind.TeamDiffers, bundle, file, $"'{file}' is signed by the team '{team ?? "(none)"}', the app by '{appTeam ?? "(none)"}'.");

    public void ProfileMissing(string bundle) => Add(IpaFindingKind.ProfileMissing, bundle, null, $"{Name(bundle)} has no provisioning profile '{IosBundle.ProfileName}'.");

    public void ProfileMalformed(string bundle, string file, string what) => Add(IpaFindingKind.ProfileMalformed, bundle, file, what);

    public void ProfileUntrusted(string bundle, string file, ProvisioningProfile profile) => Add(
        IpaFindingKind.ProfileUntrusted, bundle, file, $"The profile {AppleIdentityFaults.Named(profile)} of {Name(bundle)} is not signed by Apple.");

    public void ProfileExpired(string bundle, string file, ProvisioningProfile profile) => Add(
        IpaFindingKind.ProfileExpired, bundle, file, $"The profile {AppleIdentityFaults.Named(profile)} of {Name(bundle)} expired on '{profile.ExpiresOn:yyyy-MM-dd}'.");

    public void ProfileExpiresSoon(string bundle, string file, ProvisioningProfile profile) => Add(
        IpaFindingKind.ProfileExpiresSoon, bundle, file, $"The profile {AppleIdentityFaults.Named(profile)} of {Name(bundle)} expires on '{profile.ExpiresOn:yyyy-MM-dd}'; the app does not open any more from then on.");

    public void ProfileLacksCertificate(string bundle, string file, ProvisioningProfile profile, string certificate) => Add(
        IpaFindingKind.ProfileLacksCertificate, bundle, file, $"The profile {AppleIdentityFaults.Named(profile)} of {Name(bundle)} does not hold the certificate '{certificate}' that signed it.");

    public void ProfileOfOtherTeam(string bundle, string file, ProvisioningProfile profile, string? team) => Add(
        IpaFindingKind.ProfileOfOtherTeam, bundle, file, $"The profile {AppleIdentityFaults.Named(profile)} of {Name(bundle)} is of the team '{profile.TeamId}', the signature of '{team ?? "(none)"}'.");

    public void ProfileOfOtherApp(string bundle, string file, ProvisioningProfile profile, string identifier) => Add(
        IpaFindingKind.ProfileOfOtherApp, bundle, file, $"The profile {AppleIdentityFaults.Named(profile)} is for '{profile.ApplicationIdentifier}', but {Name(bundle)} is called '{identifier}'.");

    public void ProfileKindDiffers(string bundle, string file, ProfileKind kind, ProfileKind appKind) => Add(
        IpaFindingKind.ProfileKindDiffers, bundle, file, $"The profile of {Name(bundle)} is of the kind '{kind}', that of the app of the kind '{appKind}'.");

    public void ProfileStray(string bundle, string file) => Add(
        IpaFindingKind.ProfileStray, bundle, file, $"{Name(bundle)} holds a provisioning profile, but is nothing that has one of its own.");

    public void EntitlementsMissing(string bundle, string file) => Add(
        IpaFindingKind.EntitlementsMissing, bundle, file, $"The executable '{file}' has no entitlements, not even its application identifier.");

    public void EntitlementNotGranted(string bundle, string file, string key, PropertyListValue value, ProvisioningProfile profile) => Add(
        IpaFindingKind.EntitlementNotGranted, bundle, file, $"The executable '{file}' has the entitlement '{key}' with '{EntitlementValue.Show(value)}', which the profile {AppleIdentityFaults.Named(profile)} does not grant.");

    public void EntitlementsOfOtherApp(string bundle, string file, string? found, string expected) => Add(
        IpaFindingKind.EntitlementsOfOtherApp, bundle, file, $"The entitlements of '{file}' say '{found ?? "(nothing)"}' for its application identifier; it has to be '{expected}'.");

    public void IdentifierNotPrefixed(string bundle, string identifier, string parent) => Add(
        IpaFindingKind.IdentifierNotPrefixed, bundle, null, $"{Name(bundle)} is called '{identifier}'; that has to be '{parent}.' and a further part.");

    public void CompanionDiffers(string bundle, string key, string? found, string expected) => Add(
        IpaFindingKind.CompanionDiffers, bundle, AppTree.Inside(bundle, "Info.plist"), $"The Info.plist of {Name(bundle)} has '{found ?? "(nothing)"}' for '{key}'; it has to be '{expected}'.");

    public void NamesDifferInCase(string file, string other) => Add(
        IpaFindingKind.NamesDifferInCase, "", file, $"The names '{file}' and '{other}' differ in case only; on a Mac one replaces the other.");

    public void Litter(string name) => Add(IpaFindingKind.Litter, "", name, $"'{name}' is what Finder leaves behind, and no part of an app.");

    public void NotExecutable(string bundle, string file) => Add(IpaFindingKind.NotExecutable, bundle, file, $"The file mode of the executable '{file}' does not let it run.");

    public void AssetPackManifest(string file, string what) => Add(IpaFindingKind.AssetPackManifest, "", file, what);

    public void AssetPackBeside(string pack) => Add(
        IpaFindingKind.AssetPack, pack, null, $"{Name(pack)} is an asset pack beside the app, with a signature of its own: that one stays as it was built, and is not looked at.");

    public void AssetPackWithoutInfo(string pack) => Add(
        IpaFindingKind.AssetPack, pack, null, $"{Name(pack)} is an asset pack without an Info.plist, so that it cannot have a signature of its own; only the seal of the app lists its files.");

    private static string Name(string bundle) => bundle.Length == 0 ? "the app" : $"'{bundle}'";

    private void Add(IpaFindingKind kind, string bundle, string? file, string message, CodeFinding? code = null)
    {
        var finding = new IpaFinding(kind, bundle, file, FindingText.Of(char.ToUpperInvariant(message[0]) + message[1..]), code);
        lock (_gate)
        {
            if (finding.IsWarning ? _warnings++ < MostWarnings : _errors++ < MostErrors)
            {
                _findings.Add(finding);
            }
        }
    }
}
