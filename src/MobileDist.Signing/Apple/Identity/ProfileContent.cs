using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>Reads the property list of a profile. Keys that Apple adds are passed over; those that decide must be there.</summary>
internal sealed class ProfileContent
{
    private const int MostItems = 10_000;

    private readonly PropertyListDictionary _keys;
    private readonly string _source;

    private ProfileContent(PropertyListDictionary keys, string source)
    {
        _keys = keys;
        _source = source;
    }

    public static ProvisioningProfile Read(ProfileEnvelope envelope, string source) =>
        new ProfileContent(PropertyList.ReadDictionary(envelope.Content, source), source).Read(envelope);

    private ProvisioningProfile Read(ProfileEnvelope envelope)
    {
        var entitlements = _keys.Find("Entitlements") as PropertyListDictionary ?? throw Lacks("Entitlements");
        var applicationIdentifier = entitlements.FindString(EntitlementKeys.ApplicationIdentifier)
            ?? entitlements.FindString("com.apple." + EntitlementKeys.ApplicationIdentifier)
            ?? throw Lacks($"Entitlements/{EntitlementKeys.ApplicationIdentifier}");
        var teams = Texts("TeamIdentifier");
        var team = teams.FirstOrDefault() ?? throw Lacks("TeamIdentifier");
        var prefixes = Texts("ApplicationIdentifierPrefix") is { IsEmpty: false } given ? given : [team];
        if (prefixes.Append(team).FirstOrDefault(text => !AppleTeamId.IsValid(text)) is { } odd)
        {
            throw AppleIdentityFaults.ProfileTeam(_source, odd);
        }

        return new ProvisioningProfile
        {
            Source = _source,
            Name = Text("Name") ?? Text("AppIDName") ?? _source,
            Uuid = Text("UUID") ?? throw Lacks("UUID"),
            Kind = Kind(entitlements),
            TeamId = team,
            TeamName = Text("TeamName") ?? "",
            Prefixes = prefixes,
            Prefix = PrefixOf(applicationIdentifier, prefixes),
            ApplicationIdentifier = applicationIdentifier,
            Certificates = Items("DeveloperCertificates") is { IsEmpty: false } certificates
                ? [.. certificates.OfType<PropertyListData>().Select(certificate => certificate.Value)]
                : throw Lacks("DeveloperCertificates"),
            Devices = Texts("ProvisionedDevices"),
            Entitlements = entitlements,
            CreatedOn = (_keys.Find("CreationDate") as PropertyListDate)?.Value,
            ExpiresOn = (_keys.Find("ExpirationDate") as PropertyListDate)?.Value ?? throw Lacks("ExpirationDate"),
            Platforms = Texts("Platform"),
            Trust = envelope.Trust,
            SignedUnder = envelope.SignedUnder,
            Raw = envelope.Raw,
        };
    }

    // The order decides: a development profile lists devices as an ad hoc one does.
    private ProfileKind Kind(PropertyListDictionary entitlements) =>
        IsTrue(_keys.Find("ProvisionsAllDevices")) ? ProfileKind.Enterprise
        : _keys.Find("ProvisionedDevices") is not PropertyListArray ? ProfileKind.AppStore
        : IsTrue(entitlements.Find(EntitlementKeys.GetTaskAllow)) ? ProfileKind.Development
        : ProfileKind.AdHoc;

    private string PrefixOf(string applicationIdentifier, ImmutableArray<string> prefixes) =>
        prefixes.FirstOrDefault(prefix => applicationIdentifier.Length > prefix.Length + 1 && applicationIdentifier.StartsWith(prefix + ".", StringComparison.Ordinal))
        ?? throw AppleIdentityFaults.ProfilePrefix(_source, applicationIdentifier, prefixes);

    private string? Text(string key) => _keys.FindString(key) is { } text && PlainText.Clean(text).Trim() is { Length: > 0 } clean ? clean : null;

    private ImmutableArray<string> Texts(string key) => [.. Items(key).OfType<PropertyListString>().Select(text => text.Value)];

    private ImmutableArray<PropertyListValue> Items(string key)
    {
        var items = (_keys.Find(key) as PropertyListArray)?.Items ?? [];
        return items.Length <= MostItems ? items : throw AppleIdentityFaults.ProfileTooMany(_source, key, items.Length, MostItems);
    }

    private static bool IsTrue(PropertyListValue? value) => value is PropertyListBoolean { Value: true };

    private DistributionException Lacks(string key) => AppleIdentityFaults.ProfileLacks(_source, key);
}
