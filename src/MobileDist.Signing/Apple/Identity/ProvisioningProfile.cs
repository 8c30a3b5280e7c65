using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>A provisioning profile (<c>.mobileprovision</c>; Apple TN3125): which app of which team may run where, signed by whom, with which rights.</summary>
public sealed record ProvisioningProfile
{
    private const string Wildcard = "*";

    /// <summary>What the file is called in messages.</summary>
    public required string Source { get; init; }

    public required string Name { get; init; }

    public required string Uuid { get; init; }

    public required ProfileKind Kind { get; init; }

    public required string TeamId { get; init; }

    public required string TeamName { get; init; }

    /// <summary>What stands before application identifiers; the team's identifier but for app ids of before 2011.</summary>
    public required ImmutableArray<string> Prefixes { get; init; }

    /// <summary>The prefix of <see cref="ApplicationIdentifier"/>.</summary>
    public required string Prefix { get; init; }

    /// <summary>With its prefix: <c>TEAM123456.com.example.demo</c>, <c>TEAM123456.com.example.*</c>, <c>TEAM123456.*</c>.</summary>
    public required string ApplicationIdentifier { get; init; }

    /// <summary>The certificates that may sign, DER.</summary>
    public required ImmutableArray<ImmutableArray<byte>> Certificates { get; init; }

    /// <summary>UDIDs as the file has them; empty unless the kind is development or ad hoc.</summary>
    public required ImmutableArray<string> Devices { get; init; }

    /// <summary>What an app may be granted at most; an allow-list with wildcards.</summary>
    public required PropertyListDictionary Entitlements { get; init; }

    /// <summary>Null where the file does not say.</summary>
    public required DateTimeOffset? CreatedOn { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }

    /// <summary><c>iOS</c>, <c>tvOS</c>, <c>OSX</c> …; empty where the file does not say.</summary>
    public required ImmutableArray<string> Platforms { get; init; }

    public required ProfileTrust Trust { get; init; }

    /// <summary>The root that the signer's certificates lead to, DER; null where they lead to none.</summary>
    public required ImmutableArray<byte>? SignedUnder { get; init; }

    /// <summary>The file, byte for byte: what goes into the app.</summary>
    public required ImmutableArray<byte> Raw { get; init; }

    /// <summary><see cref="ApplicationIdentifier"/> without its prefix: a bundle identifier, <c>com.example.*</c>, or <c>*</c>.</summary>
    public string AppId => ApplicationIdentifier[(Prefix.Length + 1)..];

    public bool IsWildcard => AppId.EndsWith(Wildcard, StringComparison.Ordinal);

    /// <summary>Reads and verifies a profile.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no profile, damaged, or changed after it was signed.</exception>
    public static ProvisioningProfile Read(ReadOnlyMemory<byte> bytes, string source)
    {
        var envelope = ProfileEnvelope.Open(bytes, source);
        return ProfileContent.Read(envelope, source);
    }

    /// <summary>Whether an app of this identifier may carry the profile.</summary>
    public bool Covers(string bundleIdentifier) => IsWildcard
        ? bundleIdentifier.Length >= AppId.Length && bundleIdentifier.StartsWith(AppId[..^1], StringComparison.Ordinal)
        : string.Equals(AppId, bundleIdentifier, StringComparison.Ordinal);

    /// <summary>Whether a certificate may sign under the profile.</summary>
    public bool Holds(X509Certificate2 certificate) =>
        Certificates.Any(allowed => allowed.AsSpan().SequenceEqual(certificate.RawDataMemory.Span));

    /// <summary>Whether a device may run what is signed under the profile.</summary>
    public bool AllowsDevice(string udid) =>
        Kind == ProfileKind.Enterprise || Devices.Contains(udid, StringComparer.OrdinalIgnoreCase);

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Raw.AsSpan()));
}
