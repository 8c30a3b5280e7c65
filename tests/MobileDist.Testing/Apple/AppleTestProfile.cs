using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Testing.Apple;

/// <summary>A provisioning profile as Apple makes them: a property list in clear, signed as CMS. Change what a test is about, then take its bytes.</summary>
public sealed record AppleTestProfile
{
    public const string FirstDevice = "00008110-001A2B3C4D5E6F70";
    public const string SecondDevice = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public AppleTestProfileKind Kind { get; init; } = AppleTestProfileKind.AdHoc;

    public string Name { get; init; } = "Demo ad hoc";

    /// <summary>Bundle identifier, <c>com.example.*</c> or <c>*</c>.</summary>
    public string AppId { get; init; } = "com.example.demo";

    public string TeamId { get; init; } = AppleTestAuthority.TeamId;

    /// <summary>The application identifier's prefix, which differs from the team on old app ids.</summary>
    public string Prefix { get; init; } = AppleTestAuthority.TeamId;

    /// <summary>Null: the distribution certificate, or the development one for a development profile.</summary>
    public ImmutableArray<byte[]>? Certificates { get; init; }

    public ImmutableArray<string> Devices { get; init; } = [FirstDevice, SecondDevice];

    public DateTimeOffset Created { get; init; } = AppleTestAuthority.Now.AddDays(-1);

    public DateTimeOffset Expires { get; init; } = AppleTestAuthority.Now.AddYears(20);

    public ImmutableArray<string> Platforms { get; init; } = ["iOS"];

    /// <summary>Added to the entitlements that every profile of this kind has, or put in place of one; null takes it away. Values: string, bool, int, string[].</summary>
    public ImmutableDictionary<string, object?> Entitlements { get; init; } = [];

    /// <summary>The same for the profile's own keys.</summary>
    public ImmutableDictionary<string, object?> Keys { get; init; } = [];

    /// <summary>The <c>.mobileprovision</c>.</summary>
    public byte[] ToBytes() => ToBytes(AppleTestAuthority.Shared.ProfileSigner);

    public byte[] ToBytes(AppleTestIdentity signer) => signer.SignCms(Encoding.UTF8.GetBytes(ToPropertyList()));

    /// <summary>What is signed.</summary>
    public string ToPropertyList()
    {
        var uuid = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind} {AppId} {Name} {TeamId}")).AsSpan(0, 16));
        var development = Kind == AppleTestProfileKind.Development;
        var authority = AppleTestAuthority.Shared;
        var keys = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["AppIDName"] = "Demo",
            ["ApplicationIdentifierPrefix"] = new[] { Prefix },
            ["CreationDate"] = Created,
            ["Platform"] = Platforms.ToArray(),
            ["IsXcodeManaged"] = false,
            ["DeveloperCertificates"] = (Certificates ?? [(development ? authority.Development : authority.Distribution).Certificate]).ToArray(),
            ["DER-Encoded-Profile"] = new byte[] { 0x30, 0x00 },
            ["Entitlements"] = AllEntitlements(development),
            ["ExpirationDate"] = Expires,
            ["Name"] = Name,
            ["TeamIdentifier"] = new[] { TeamId },
            ["TeamName"] = "Demo",
            ["TimeToLive"] = (int)(Expires - Created).TotalDays,
            ["UUID"] = uuid.ToString("D"),
            ["Version"] = 1,
        };
        if (Kind is AppleTestProfileKind.Development or AppleTestProfileKind.AdHoc)
        {
            keys["ProvisionedDevices"] = Devices.ToArray();
        }

        if (Kind == AppleTestProfileKind.Enterprise)
        {
            keys["ProvisionsAllDevices"] = true;
        }

        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            {Render(Merge(keys, Keys))}
            </plist>

            """;
    }

    private SortedDictionary<string, object?> AllEntitlements(bool development)
    {
        var entitlements = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["application-identifier"] = $"{Prefix}.{AppId}",
            ["com.apple.developer.team-identifier"] = TeamId,
            ["get-task-allow"] = development,
            ["keychain-access-groups"] = new[] { $"{Prefix}.*", "com.apple.token" },
        };
        if (Kind == AppleTestProfileKind.AppStore)
        {
            entitlements["beta-reports-active"] = true;
        }

        return Merge(entitlements, Entitlements);
    }

    private static SortedDictionary<string, object?> Merge(SortedDictionary<string, object?> values, ImmutableDictionary<string, object?> changes)
    {
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                values.Remove(key);
            }
            else
            {
                values[key] = value;
            }
        }

        return values;
    }

    private static string Render(object? value) => value switch
    {
        string text => $"<string>{SecurityElement.Escape(text)}</string>",
        bool flag => flag ? "<true/>" : "<false/>",
        int number => string.Create(CultureInfo.InvariantCulture, $"<integer>{number}</integer>"),
        DateTimeOffset moment => $"<date>{moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</date>",
        byte[] bytes => $"<data>{Convert.ToBase64String(bytes)}</data>",
        byte[][] list => $"<array>{string.Concat(list.Select(Render))}</array>",
        string[] list => $"<array>{string.Concat(list.Select(Render))}</array>",
        SortedDictionary<string, object?> map => $"<dict>{string.Concat(map.Select(entry => $"<key>{SecurityElement.Escape(entry.Key)}</key>{Render(entry.Value)}"))}</dict>",
        _ => throw new InvalidOperationException($"A property list of a test holds no {value}."),
    };
}
