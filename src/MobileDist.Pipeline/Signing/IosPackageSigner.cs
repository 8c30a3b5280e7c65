using System.Collections.Immutable;
using System.Globalization;
using MobileDist.Packages;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Stages;
using MobileDist.Signing.Apple;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Signing;

/// <summary>Signs IPAs with one certificate and its profiles.</summary>
internal sealed class IosPackageSigner(AppleSigner signer, string source, IosSettings settings, StageContext context) : IPackageSigner
{
    private const int LargestEntitlements = 1024 * 1024;
    private const string FixedTime = "SOURCE_DATE_EPOCH";

    private readonly InfoPlistEdits _edits = new(settings.Identifier, settings.BuildNumber, settings.MarketingVersion);
    private AppleSigningPlan? _plan;
    private AppleSigningFindings? _ofSigner;

    /// <summary>Empty for a throw-away signer, which makes its own.</summary>
    public ImmutableArray<ProvisioningProfile> Profiles { get; init; } = [];

    /// <summary>The devices of the roster.</summary>
    public ImmutableArray<TesterDevice> Devices { get; init; } = [];

    public bool ThrowAway { get; init; }

    public string Description => ThrowAway
        ? $"Signs with a throw-away certificate from '{source}'; no device installs the package."
        : $"Signs with '{signer.ShownName}' from '{source}', certificate {CertificateDigest[..16]}…, and {Profiles.Length} {(Profiles.Length == 1 ? "profile" : "profiles")}.";

    public string CertificateDigest => signer.Identity.CertificateDigest;

    public ImmutableArray<Fault> Errors => OfSigner.Errors;

    public ImmutableArray<Fault> Warnings => ThrowAway ? [KeyFaults.ThrowAwayCertificate(source)] : OfSigner.Warnings;

    public ImmutableArray<(string Name, string? Value)> Inputs =>
    [
        ("certificate", CertificateDigest),
        ("type", settings.BuildType.Word()),
        ("identifier", _edits.Identifier),
        ("marketing-version", _edits.MarketingVersion),
        ("build-number", _edits.BuildNumber),
        .. Profiles.Select(profile => ("profile", (string?)profile.Digest())),
        .. Devices.Select(device => ("device", (string?)device.Udid)),
        .. settings.Entitlements.Select(file => ("entitlements", (string?)$"{file.Key}: {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(ReadEntitlements(file.Value)))}")),
    ];

    public Task<SigningInspection> InspectAsync(string path, PackageInfo package, CancellationToken cancellationToken)
    {
        var bundles = AppSurvey.Read(path, _edits, cancellationToken);
        var entitlements = EntitlementsOf(bundles);
        var findings = AppleSigningCheck.Inspect(InputsFor(bundles, ThrowAway ? Made(bundles, entitlements) : Profiles, entitlements));
        _plan = findings.PlanOrThrow();
        ImmutableArray<Fault> warnings = ThrowAway ? [] : findings.Warnings;
        return Task.FromResult(new SigningInspection(warnings, AudienceOf(findings, bundles)));
    }

    public PackageInfo Expected(PackageInfo package) => package with
    {
        Identifier = settings.Identifier ?? package.Identifier,
        VersionName = settings.MarketingVersion ?? package.VersionName,
        BuildNumber = settings.BuildNumber ?? package.BuildNumber,
    };

    public async Task<VerifiedSignature> SignAsync(string input, string output, PackageInfo package, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = _plan ?? throw new InvalidOperationException("A package is inspected before it is signed.");
        var result = await IpaSigner.SignAsync(input, output, new IpaSigningRequest(plan, SigningTime(), _edits), progress, cancellationToken);
        return new VerifiedSignature(CertificateDigest, [IosSigning.Scheme]) { Warnings = [.. result.Warnings.Where(IsNew).Select(finding => finding.ToFault())] };
    }

    // Certificates are recomputed once, however often somebody asks.
    private AppleSigningFindings OfSigner => _ofSigner ??= AppleSigningCheck.InspectSigner(InputsFor([], Profiles, []));

    public void Dispose() => signer.Identity.Dispose();

    // The convention of reproducible builds (reproducible-builds.org/specs/source-date-epoch): seconds since 1970.
    // A value that is none must not pass: nobody would notice that the builds differ.
    private DateTimeOffset SigningTime()
    {
        if (!context.Environment.TryGetValue(FixedTime, out var text) || text.Length == 0)
        {
            return context.Clock.GetUtcNow();
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new DistributionException(ExitCode.Settings, SettingsFaults.BadSigningTime(FixedTime, text));
    }

    private AppleSigningInputs InputsFor(
        ImmutableArray<AppleBundleFacts> bundles, ImmutableArray<ProvisioningProfile> profiles, ImmutableDictionary<string, PropertyListDictionary> entitlements) => new()
    {
        Bundles = bundles,
        Signer = signer,
        SignerSource = source,
        Profiles = profiles,
        BuildType = settings.BuildType,
        Now = context.Clock.GetUtcNow(),
        Devices = Devices,
        Entitlements = entitlements,
        ExtraRoots = ThrowAway ? [signer.Chain[^1]] : context.AppleRoots,
    };

    // What is made for trying out grants what the services ask as well, wherever they lie.
    private ImmutableArray<ProvisioningProfile> Made(ImmutableArray<AppleBundleFacts> bundles, ImmutableDictionary<string, PropertyListDictionary> entitlements)
    {
        ImmutableArray<string> devices = [.. Devices.Select(device => device.Udid)];
        var ofServices = bundles.Where(bundle => !bundle.NeedsProfile).SelectMany(Asked).ToList();
        return
        [
            .. bundles.Where(bundle => bundle.NeedsProfile).Select(bundle =>
                ThrowAwayAppleIdentity.CreateProfile(signer, bundle, settings.BuildType, devices, [.. Asked(bundle).Concat(ofServices).Distinct(StringComparer.Ordinal)])),
        ];

        IEnumerable<string> Asked(AppleBundleFacts bundle) =>
            (entitlements.GetValueOrDefault(bundle.Path) ?? bundle.PreviousEntitlements)?.Entries.Select(entry => entry.Key) ?? [];
    }

    private ImmutableDictionary<string, PropertyListDictionary> EntitlementsOf(ImmutableArray<AppleBundleFacts> bundles)
    {
        var read = ImmutableDictionary.CreateBuilder<string, PropertyListDictionary>(StringComparer.Ordinal);
        foreach (var (identifier, file) in settings.Entitlements)
        {
            var bundle = bundles.FirstOrDefault(bundle => bundle.CarriesEntitlements && (identifier.Length == 0 ? bundle.Path.Length == 0 : string.Equals(bundle.Identifier, identifier, StringComparison.Ordinal)))
                ?? throw new DistributionException(ExitCode.Settings, KeyFaults.EntitlementsForNobody(identifier, bundles.Where(bundle => bundle.CarriesEntitlements).Select(bundle => bundle.Identifier)));
            read[bundle.Path] = PropertyList.ReadDictionary(ReadEntitlements(file), Path.GetFileName(file));
        }

        return read.ToImmutable();
    }

    private static byte[] ReadEntitlements(string file)
    {
        try
        {
            return new FileInfo(file).Length <= LargestEntitlements
                ? File.ReadAllBytes(file)
                : throw new DistributionException(ExitCode.Settings, KeyFaults.EntitlementsTooBig(Path.GetFileName(file), LargestEntitlements));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributionException(ExitCode.Settings, KeyFaults.KeyFileUnreadable(Path.GetFileName(file), error.Message.Replace(file, Path.GetFileName(file), StringComparison.Ordinal)), error);
        }
    }

    private RecordedAudience? AudienceOf(AppleSigningFindings findings, ImmutableArray<AppleBundleFacts> bundles)
    {
        if (settings.BuildType == AppleBuildType.AppStore || findings.Coverage is not { } coverage || findings.Plan is not { } plan)
        {
            return null;
        }

        var expires = bundles.Where(bundle => plan.Bundles.ContainsKey(bundle.Path)).Min(bundle => plan.Bundles[bundle.Path].Profile.ExpiresOn);
        return new RecordedAudience(settings.BuildType == AppleBuildType.InHouse, coverage.ProfileDevices, expires)
        {
            CanInstall = OwnersOf(coverage.Covered),
            CannotInstall = [.. OwnersOf(coverage.Missing).Except(OwnersOf(coverage.Covered), StringComparer.Ordinal)],
        };
    }

    // When profiles end was told before anything was signed.
    private static bool IsNew(IpaFinding finding) => finding.Kind != IpaFindingKind.ProfileExpiresSoon;

    private static ImmutableArray<string> OwnersOf(IEnumerable<TesterDevice> devices) => [.. devices.Select(device => device.Owner).Distinct(StringComparer.Ordinal)];
}
