using System.Collections.Immutable;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

/// <summary>An app with an extension, certificate and profiles that fit; each test spoils one thing.</summary>
internal static class SigningCase
{
    public const string Source = "IOS_CERTIFICATE";

    public static AppleSigningInputs Sound(AppleBuildType type = AppleBuildType.AdHoc)
    {
        var kind = type switch
        {
            AppleBuildType.AdHoc => AppleTestProfileKind.AdHoc,
            AppleBuildType.AppStore => AppleTestProfileKind.AppStore,
            AppleBuildType.InHouse => AppleTestProfileKind.Enterprise,
            _ => AppleTestProfileKind.Development,
        };
        var authority = AppleTestAuthority.Shared;
        return new AppleSigningInputs
        {
            Bundles = [App, Extension],
            Signer = Signer(type == AppleBuildType.Development ? authority.Development : authority.Distribution),
            SignerSource = Source,
            Profiles =
            [
                Profile(new AppleTestProfile { Kind = kind, Name = "Demo" }),
                Profile(new AppleTestProfile { Kind = kind, Name = "Demo Share", AppId = "com.example.demo.share" }),
            ],
            BuildType = type,
            Now = AppleTestAuthority.Now,
            ExtraRoots = [authority.Root.CreateCertificate()],
        };
    }

    public static AppleBundleFacts App { get; } = new()
    {
        Path = "",
        Role = AppleBundleRole.App,
        Identifier = "com.example.demo",
        MinimumOs = "15.0",
        DeviceFamilies = [1, 2],
        Code = [new AppleCodeFacts("Demo", IsEncrypted: false, [MachOPlatform.IOS], new Version(15, 0), 32)],
    };

    public static AppleBundleFacts Extension { get; } = new()
    {
        Path = "PlugIns/Share.appex",
        Role = AppleBundleRole.Extension,
        Identifier = "com.example.demo.share",
        MinimumOs = "15.0",
        DeviceFamilies = [1, 2],
        Code = [new AppleCodeFacts("PlugIns/Share.appex/Share", IsEncrypted: false, [MachOPlatform.IOS], new Version(15, 0), null)],
    };

    public static AppleSigner Signer(AppleTestIdentity identity) =>
        AppleSigner.Create(new SigningIdentity("demo", identity.CreateKey(), identity.CreateChain()), Source);

    public static ProvisioningProfile Profile(AppleTestProfile profile) => ProvisioningProfile.Read(profile.ToBytes(), profile.Name);

    /// <summary>Another certificate, which both profiles hold.</summary>
    public static AppleSigningInputs WithSigner(this AppleSigningInputs inputs, AppleTestIdentity identity) => inputs with
    {
        Signer = Signer(identity),
        Profiles =
        [
            Profile(new AppleTestProfile { Name = "Demo", Certificates = [identity.Certificate] }),
            Profile(new AppleTestProfile { Name = "Demo Share", AppId = "com.example.demo.share", Certificates = [identity.Certificate] }),
        ],
    };

    public static AppleSigningInputs WithApp(this AppleSigningInputs inputs, Func<AppleBundleFacts, AppleBundleFacts> change) =>
        inputs with { Bundles = [.. inputs.Bundles.Select(bundle => bundle.Path.Length == 0 ? change(bundle) : bundle)] };

    public static AppleSigningInputs WithExtension(this AppleSigningInputs inputs, Func<AppleBundleFacts, AppleBundleFacts> change) =>
        inputs with { Bundles = [.. inputs.Bundles.Select(bundle => bundle.Path.Length == 0 ? bundle : change(bundle))] };

    /// <summary>The app's profile changed, the extension's as it is.</summary>
    public static AppleSigningInputs WithProfile(this AppleSigningInputs inputs, AppleTestProfile profile) =>
        inputs with { Profiles = [Profile(profile), .. inputs.Profiles.RemoveAt(0)] };

    public static AppleSigningInputs WithCode(this AppleSigningInputs inputs, Func<AppleCodeFacts, AppleCodeFacts> change) =>
        inputs.WithApp(app => app with { Code = [.. app.Code.Select(change)] });

    public static ImmutableArray<TesterDevice> Devices(params string[] udids) => [.. udids.Select((udid, index) => new TesterDevice($"Jane {(char)('D' + index)}.", udid, "iPhone14,2"))];
}
