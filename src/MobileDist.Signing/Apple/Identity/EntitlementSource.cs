using System.Text.RegularExpressions;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>
/// Speaks the entitlements of an earlier signature, or of the user's file, in the names of the profile: prefixes of another team are
/// replaced, variables of Xcode are filled in.
/// </summary>
internal sealed partial class EntitlementSource
{
    private readonly ProvisioningProfile _profile;
    private readonly EntitlementRequest _request;
    private readonly string? _oldIdentifier;
    private readonly string? _oldPrefix;
    private readonly string? _oldTeam;

    public EntitlementSource(ProvisioningProfile profile, EntitlementRequest request)
    {
        _profile = profile;
        _request = request;
        Entitlements = request.Asked ?? request.Previous;
        IsAsked = request.Asked is not null;
        if (!IsAsked && request.Previous is { } previous)
        {
            _oldIdentifier = previous.FindString(EntitlementKeys.ApplicationIdentifier);
            _oldPrefix = _oldIdentifier?.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? _oldIdentifier[..dot] : null;
            _oldTeam = previous.FindString(EntitlementKeys.TeamIdentifier) ?? _oldPrefix;
        }
    }

    /// <summary>Null where nothing is known of what the app needs.</summary>
    public PropertyListDictionary? Entitlements { get; }

    /// <summary>Whether a user wrote it for this signature, so that nothing in it may be passed over.</summary>
    public bool IsAsked { get; }

    public bool IsOfAnotherTeam => _oldTeam is not null && !string.Equals(_oldTeam, _profile.TeamId, StringComparison.Ordinal);

    /// <summary>A value in the profile's names.</summary>
    public PropertyListValue Translate(PropertyListValue value) => EntitlementValue.Replace(value, IsAsked ? Expand : Rename);

    /// <summary>A variable that nothing is known for; null when there is none.</summary>
    public static string? UnknownVariable(PropertyListValue value) => value switch
    {
        PropertyListString text when Variable().Match(text.Value) is { Success: true } match => match.Value,
        PropertyListArray list => list.Items.Select(UnknownVariable).FirstOrDefault(name => name is not null),
        PropertyListDictionary map => map.Entries.Select(entry => UnknownVariable(entry.Value)).FirstOrDefault(name => name is not null),
        _ => null,
    };

    private string Expand(string text) => Variable().Replace(text, match => match.Groups["name"].Value switch
    {
        "AppIdentifierPrefix" => _profile.Prefix + ".",
        "TeamIdentifierPrefix" => _profile.TeamId + ".",
        "DEVELOPMENT_TEAM" => _profile.TeamId,
        "CFBundleIdentifier" or "PRODUCT_BUNDLE_IDENTIFIER" => _request.BundleIdentifier,
        _ => match.Value,
    });

    private string Rename(string text)
    {
        if (string.Equals(text, _oldIdentifier, StringComparison.Ordinal))
        {
            return $"{_profile.Prefix}.{_request.BundleIdentifier}";
        }

        return WithPrefix(text, _oldPrefix, _profile.Prefix) ?? WithPrefix(text, _oldTeam, _profile.TeamId) ?? text;
    }

    private static string? WithPrefix(string text, string? old, string current) =>
        old is not null && text.StartsWith(old + ".", StringComparison.Ordinal) ? current + text[old.Length..] : null;

    [GeneratedRegex(@"\$\((?<name>[A-Za-z_]+)\)|\$\{(?<name>[A-Za-z_]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
