using System.Collections.Immutable;
using System.Globalization;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Benchmarks.Sign;

/// <summary>Signs an iOS package with a throw-away identity and profiles of the same maker.</summary>
internal static class IpaSigning
{
    public const string Verb = "sign-ipa";
    public const string RoundsVerb = "sign-ipa-rounds";
    private const string Device = "00008110-001A2B3C4D5E6F70";

    public static async Task RunAsync(string[] arguments, DateTimeOffset now, CancellationToken ct)
    {
        if (arguments is not [Verb or RoundsVerb, "--in", var input, "--out", var output, "--identity", var file, .. var rest] || RoundsOf(rest) is not { } rounds)
        {
            throw new DistributionException(
                ExitCode.Settings, new Fault($"'{string.Join(' ', arguments)}' is no command.", "sign-ipa --in IPA --out IPA --identity PEM, or sign-ipa-rounds with --rounds N too"));
        }

        var signer = ThrowAwayAppleIdentity.LoadOrCreate(file, now);
        using var identity = signer.Identity;
        var request = new IpaSigningRequest(PlanFor(input, signer), now);
        if (rounds == 0)
        {
            await IpaSigner.SignAsync(input, output, request, progress: null, ct);
        }
        else
        {
            await new IpaRounds(TimeProvider.System, Console.Out).RunAsync(input, output, request, rounds, ct);
        }
    }

    private static int? RoundsOf(string[] rest) => rest switch
    {
        [] => 0,
        ["--rounds", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => null,
    };

    private static AppleSigningPlan PlanFor(string input, AppleSigner signer)
    {
        using var package = ZipPackage.Open(input);
        var bundles = IosApp.Read(package).Bundles.Where(bundle => bundle.NeedsProfile);
        return new AppleSigningPlan(signer, bundles.ToImmutableDictionary(bundle => bundle.Path, bundle => PlanFor(bundle, signer), StringComparer.Ordinal));
    }

    private static BundleSigningPlan PlanFor(IosBundle bundle, AppleSigner signer)
    {
        var facts = new AppleBundleFacts { Path = bundle.Path, Role = bundle.Path.Length == 0 ? AppleBundleRole.App : AppleBundleRole.Extension, Identifier = bundle.Identifier };
        var profile = ThrowAwayAppleIdentity.CreateProfile(signer, facts, AppleBuildType.AdHoc, [Device]);
        return new BundleSigningPlan(profile, AppEntitlements.Derive(profile, new EntitlementRequest { BundlePath = bundle.Path, BundleIdentifier = bundle.Identifier }).Entitlements);
    }
}
