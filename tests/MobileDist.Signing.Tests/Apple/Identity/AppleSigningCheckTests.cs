using System.Collections.Immutable;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Identity;

/// <summary>One sound case is spoilt in one way at a time; what the user reads then is approved as a whole.</summary>
public sealed class AppleSigningCheckTests
{
    private static readonly AppleTestAuthority Authority = AppleTestAuthority.Shared;

    [TestCase(AppleBuildType.AdHoc)]
    [TestCase(AppleBuildType.AppStore)]
    [TestCase(AppleBuildType.InHouse)]
    [TestCase(AppleBuildType.Development)]
    public void Inspect_WhenEverythingFits_ThereIsAPlanForEachBundle(AppleBuildType type)
    {
        var findings = AppleSigningCheck.Inspect(SigningCase.Sound(type));

        Assert.That(FaultTranscript.Of(findings.Errors, findings.Warnings), Does.StartWith("! The app is signed under 'Demo Root CA' and not under Apple"));
        var plan = findings.PlanOrThrow();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Warnings, Has.Length.EqualTo(1));
            Assert.That(plan.Bundles.Keys, Is.EquivalentTo((string[])["", "PlugIns/Share.appex"]));
            Assert.That(plan.Bundles["PlugIns/Share.appex"].Profile.Name, Is.EqualTo("Demo Share"));
            Assert.That(plan.Bundles["PlugIns/Share.appex"].Entitlements.FindString("application-identifier"), Is.EqualTo("TEAM123456.com.example.demo.share"));
            Assert.That(plan.Bundles[""].Entitlements.Find("get-task-allow"), Is.EqualTo(new PropertyListBoolean(type == AppleBuildType.Development)));
        }
    }

    [TestCaseSource(nameof(Spoilt))]
    public void Inspect_WhenOneThingIsWrong_TheUserReadsWhatAndWhatToDo(string name, AppleSigningInputs inputs)
    {
        var findings = AppleSigningCheck.Inspect(inputs);

        // The authority of the tests is none of Apple's; that is said in each of them.
        var warnings = findings.Warnings.Where(warning => !warning.Headline.Contains("not under Apple", StringComparison.Ordinal));
        Approved.Verify($"{name}.approved.txt", Stable(FaultTranscript.Of(findings.Errors, warnings)));
        Assert.That(findings.Plan is null, Is.EqualTo(!findings.Errors.IsEmpty));
    }

    [Test]
    public void Inspect_WhenManyThingsAreWrong_AllComeAtOnce()
    {
        var inputs = SigningCase.Sound()
            .WithApp(app => app with { Identifier = "com.example.my_app" })
            .WithCode(code => code with { IsEncrypted = true, FreeBytes = 0 }) with
        { Signer = SigningCase.Signer(Authority.Expired) };

        var error = Assert.Throws<DistributionException>(() => AppleSigningCheck.Inspect(inputs).PlanOrThrow());

        Assert.That(error!.Faults, Has.Length.GreaterThanOrEqualTo(6));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
    }

    [Test]
    public void Inspect_WhenSomeDevicesAreMissing_CoverageNamesThem()
    {
        var inputs = SigningCase.Sound() with { Devices = SigningCase.Devices(AppleTestProfile.FirstDevice, "00008110-00000000000000AA") };

        var findings = AppleSigningCheck.Inspect(inputs);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Plan, Is.Not.Null);
            Assert.That(findings.Coverage!.ProfileDevices, Is.EqualTo(2));
            Assert.That(findings.Coverage.Covered.Select(device => device.Udid), Is.EqualTo((string[])[AppleTestProfile.FirstDevice]));
            Assert.That(findings.Coverage.Missing.Select(device => device.Owner), Is.EqualTo((string[])["Jane E."]));
        }
    }

    [Test]
    public void Inspect_WhenTheExtensionsProfileLacksADevice_ItIsNotCovered()
    {
        var sound = SigningCase.Sound();
        var share = SigningCase.Profile(new AppleTestProfile { Name = "Demo Share", AppId = "com.example.demo.share", Devices = [AppleTestProfile.SecondDevice] });
        var inputs = sound with { Profiles = [sound.Profiles[0], share], Devices = SigningCase.Devices(AppleTestProfile.FirstDevice, AppleTestProfile.SecondDevice) };

        var coverage = AppleSigningCheck.Inspect(inputs).Coverage!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(coverage.ProfileDevices, Is.EqualTo(1));
            Assert.That(coverage.Missing.Select(device => device.Udid), Is.EqualTo((string[])[AppleTestProfile.FirstDevice]));
        }
    }

    [TestCase("15")]
    [TestCase("15.0")]
    [TestCase("15.0.0")]
    public void Inspect_WhenCodeAndInfoPlistWriteOneVersionDifferently_DoesNotWarn(string minimum)
    {
        var sound = SigningCase.Sound().WithCode(code => code with { MinimumOs = new Version(15, 0, 0) });

        var findings = AppleSigningCheck.Inspect(sound with { Bundles = [.. sound.Bundles.Select(bundle => bundle with { MinimumOs = minimum })] });

        Assert.That(findings.Warnings, Is.EqualTo(AppleSigningCheck.Inspect(SigningCase.Sound()).Warnings));
    }

    [Test]
    public void Inspect_WhenExactAndWildcardProfilesFit_TheExactOneIsTaken()
    {
        var sound = SigningCase.Sound();
        ImmutableArray<ProvisioningProfile> wildcards =
        [
            SigningCase.Profile(new AppleTestProfile { Name = "All", AppId = "*" }),
            SigningCase.Profile(new AppleTestProfile { Name = "Examples", AppId = "com.example.*" }),
        ];

        var exact = AppleSigningCheck.Inspect(sound with { Profiles = [.. wildcards, sound.Profiles[0]] }).PlanOrThrow();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exact.Bundles[""].Profile.Name, Is.EqualTo("Demo"));
            Assert.That(exact.Bundles["PlugIns/Share.appex"].Profile.Name, Is.EqualTo("Examples"));
        }
    }

    [Test]
    public void Inspect_WhenTheExactProfileIsOfAnotherKind_TheFittingWildcardIsTaken()
    {
        var sound = SigningCase.Sound();
        var store = SigningCase.Profile(new AppleTestProfile { Name = "Store", Kind = AppleTestProfileKind.AppStore });
        var wildcard = SigningCase.Profile(new AppleTestProfile { Name = "All", AppId = "*" });

        var plan = AppleSigningCheck.Inspect(sound with { Profiles = [store, wildcard] }).PlanOrThrow();

        Assert.That(plan.Bundles[""].Profile.Name, Is.EqualTo("All"));
    }

    [TestCase(31, 0)]
    [TestCase(29, 2)]
    public void Inspect_WhenTheEndIsNear_ItWarnsFromThirtyDaysOn(int days, int warnings)
    {
        var certificate = Authority.Leaf(new AppleTestCertificate { To = AppleTestAuthority.Now.AddDays(days) });
        var profile = new AppleTestProfile { Expires = AppleTestAuthority.Now.AddDays(days), AppId = "*", Certificates = [certificate.Certificate] };
        var inputs = SigningCase.Sound() with { Signer = SigningCase.Signer(certificate), Profiles = [SigningCase.Profile(profile)] };

        var findings = AppleSigningCheck.Inspect(inputs);

        Assert.That(findings.Errors, Is.Empty);
        Assert.That(findings.Warnings.Count(warning => warning.Headline.Contains("expires on", StringComparison.Ordinal)), Is.EqualTo(warnings));
    }

    // Serial numbers follow from names; dates and keys do not.
    private static string Stable(string text) => System.Text.RegularExpressions.Regex.Replace(text, "serial [0-9A-F]+", "serial SERIAL");

    private static IEnumerable<TestCaseData> Spoilt()
    {
        var sound = SigningCase.Sound();
        var now = AppleTestAuthority.Now;
        var addressed = Authority.Leaf(new AppleTestCertificate { IssuerAddress = "http://certs.apple.com/wwdrg3.der" });
        var alone = Authority.Distribution.CreateChain()[..1];

        // The certificate.
        yield return Case("CertificateForDevelopment", sound with { Signer = SigningCase.Signer(Authority.Development) });
        yield return Case("CertificateForDistribution", SigningCase.Sound(AppleBuildType.Development) with { Signer = SigningCase.Signer(Authority.Distribution) });
        yield return Case("CertificateForTestFlight", sound.WithSigner(Leaf(AppleTestOids.TestFlight)));
        yield return Case("CertificateForMac", sound.WithSigner(Leaf(AppleTestOids.MacSubmission)));
        yield return Case("CertificateWithoutMarker", sound.WithSigner(Authority.WithoutMarker));
        yield return Case("CertificateNotForCode", sound.WithSigner(Authority.Leaf(new AppleTestCertificate { Usage = "1.3.6.1.5.5.7.3.1" })));
        yield return Case("CertificateExpired", sound.WithSigner(Authority.Expired));
        yield return Case("CertificateNotYetValid", sound.WithSigner(Authority.NotYetValid));
        yield return Case("CertificateEndsSoon", sound.WithSigner(Authority.Leaf(new AppleTestCertificate { To = now.AddDays(12) })));
        yield return Case("IssuerMissing", sound with { Signer = AppleSigner.Create(new SigningIdentity("demo", Authority.Distribution.CreateKey(), alone), SigningCase.Source) });
        yield return Case("IssuerMissingAtAddress", sound.WithSigner(addressed) with { Signer = AppleSigner.Create(new SigningIdentity("demo", addressed.CreateKey(), addressed.CreateChain()[..1]), SigningCase.Source) });
        yield return Case("NotFromApple", sound with { ExtraRoots = [] });
        yield return Case("NotForDevelopers", sound.WithSigner(Authority.LeafOfRoot(new AppleTestCertificate())));
        yield return Case("CriticalExtensionUnknown", sound.WithSigner(Leaf(AppleTestOids.Distribution, "1.2.3.4.5")));

        // Profiles.
        yield return Case("ProfileOfOtherKind", sound with { BuildType = AppleBuildType.AppStore });
        yield return Case("ProfileForDevelopment", sound.WithProfile(new AppleTestProfile { Name = "Demo", Kind = AppleTestProfileKind.Development, Certificates = [Authority.Distribution.Certificate] }));
        yield return Case("ProfileExpired", sound.WithProfile(new AppleTestProfile { Name = "Demo", Expires = now.AddDays(-30) }));
        yield return Case("ProfileEndsSoon", sound.WithProfile(new AppleTestProfile { Name = "Demo", Expires = now.AddDays(30) }));
        yield return Case("ProfileWithoutCertificate", sound.WithProfile(new AppleTestProfile { Name = "Demo", Certificates = [Authority.Expired.Certificate] }));
        yield return Case("ProfileOfOtherTeam", sound with { Signer = SigningCase.Signer(Authority.OtherTeam) });
        yield return Case("ProfileForTv", sound.WithProfile(new AppleTestProfile { Name = "Demo", Platforms = ["tvOS"] }));
        yield return Case("ProfileMissing", sound with { Profiles = [sound.Profiles[0]] });
        yield return Case("ProfilesNone", sound with { Profiles = [] });
        yield return Case("ProfileDoesNotCover", sound.WithApp(app => app with { Identifier = "com.example.other" }).WithExtension(part => part with { Identifier = "com.example.other.share" }));

        // Bundles.
        yield return Case("IdentifierWithUnderscore", sound.WithProfile(new AppleTestProfile { Name = "Demo", AppId = "*" }).WithApp(app => app with { Identifier = "com.example.my_app" }).WithExtension(part => part with { Identifier = "com.example.my_app.share" }));
        yield return Case("IdentifierOfOnePart", sound.WithProfile(new AppleTestProfile { Name = "Demo", AppId = "*" }) with { Bundles = [SigningCase.App with { Identifier = "demo" }] });
        yield return Case("IdentifierTwice", sound.WithProfile(new AppleTestProfile { Name = "Demo", AppId = "*" }) with { Bundles = [SigningCase.App, SigningCase.Extension, SigningCase.Extension with { Path = "PlugIns/Again.appex" }] });
        yield return Case("ExtensionNotPrefixed", sound.WithProfile(new AppleTestProfile { Name = "Demo", AppId = "*" }).WithExtension(part => part with { Identifier = "com.example.share" }));
        yield return Case("ExtensionWithTwoParts", sound.WithProfile(new AppleTestProfile { Name = "Demo", AppId = "*" }).WithExtension(part => part with { Identifier = "com.example.demo.ui.share" }));
        yield return Case("WatchOfOtherApp", sound.WithProfile(new AppleTestProfile { Name = "Demo", AppId = "*" }) with
        {
            Bundles = [SigningCase.App, new AppleBundleFacts { Path = "Watch/W.app", Role = AppleBundleRole.WatchApp, Identifier = "com.example.demo.watch", CompanionIdentifier = "com.example.else", MinimumOs = "8.0" }],
        });
        yield return Case("WatchOfNoApp", sound.WithProfile(new AppleTestProfile { Name = "Demo", AppId = "*" }) with
        {
            Bundles = [SigningCase.App, new AppleBundleFacts { Path = "Watch/W.app", Role = AppleBundleRole.WatchApp, Identifier = "com.example.demo.watch", MinimumOs = "8.0" }],
        });
        yield return Case("MinimumOsUnreadable", sound.WithApp(app => app with { MinimumOs = "$(IPHONEOS_DEPLOYMENT_TARGET)" }));
        yield return Case("ExtensionNeedsNewerOs", sound.WithExtension(part => part with { MinimumOs = "17.0" }));
        yield return Case("CodeNeedsNewerOs", sound.WithCode(code => code with { MinimumOs = new Version(16, 4) }));
        yield return Case("NoPhoneAndNoTablet", sound.WithApp(app => app with { DeviceFamilies = [3] }));
        yield return Case("TabletAppForPhones", sound.WithApp(app => app with { DeviceFamilies = [2] }) with { Devices = SigningCase.Devices(AppleTestProfile.FirstDevice) });

        // Code.
        yield return Case("CodeEncrypted", sound.WithCode(code => code with { IsEncrypted = true }));
        yield return Case("CodeForSimulator", sound.WithCode(code => code with { Platforms = [MachOPlatform.IOSSimulator] }));
        yield return Case("CodeWithSimulatorSlice", sound.WithCode(code => code with { Platforms = [MachOPlatform.IOS, MachOPlatform.IOSSimulator] }));
        yield return Case("CodeForMac", sound.WithCode(code => code with { Platforms = [MachOPlatform.MacOS] }));
        yield return Case("CodeWithoutRoom", sound.WithCode(code => code with { FreeBytes = 8 }));

        // Entitlements.
        yield return Case("PushNotGranted", sound.WithApp(app => app with { PreviousEntitlements = Entitlements(("aps-environment", new PropertyListString("development"))) }));
        yield return Case("GroupNotGranted", Asking(sound.WithProfile(new AppleTestProfile
        {
            Name = "Demo", Entitlements = ImmutableDictionary<string, object?>.Empty.Add("com.apple.security.application-groups", (string[])["group.com.example.demo"]),
        }), ("com.apple.security.application-groups", new PropertyListArray([new PropertyListString("group.com.example.demo"), new PropertyListString("group.com.example.other")]))));
        yield return Case("ServiceNotGranted", sound with { Bundles = [.. sound.Bundles, Service(("com.apple.developer.nfc.hce", new PropertyListBoolean(true)))] });
        yield return Case("DebuggerAsked", Asking(sound, ("get-task-allow", new PropertyListBoolean(true))));
        yield return Case("WildcardAsked", Asking(sound, ("com.apple.developer.associated-domains", new PropertyListString("*"))));

        // Devices.
        yield return Case("DevicesMissing", sound with { Devices = SigningCase.Devices(AppleTestProfile.FirstDevice, "00008110-00000000000000AA", "00008110-00000000000000BB") });
        yield return Case("DevicesAllMissing", sound with { Devices = SigningCase.Devices("00008110-00000000000000AA") });
    }

    [Test]
    public void Inspect_WhenAServiceHasEntitlements_PlansThoseThatTheProfileAroundItGrants()
    {
        var sound = SigningCase.Sound();
        var groups = new PropertyListArray([new PropertyListString($"{AppleTestAuthority.TeamId}.shared")]);
        var asking = Service(("get-task-allow", new PropertyListBoolean(true)), ("keychain-access-groups", groups));

        var plan = AppleSigningCheck.Inspect(sound with { Bundles = [.. sound.Bundles, asking, asking with { Path = "XPCServices/Plain.xpc", PreviousEntitlements = null }] }).PlanOrThrow();

        Assert.That(plan.Services.Keys, Is.EqualTo((string[])["XPCServices/W.xpc"]), "what asks for nothing gets nothing");
        Assert.That(plan.Bundles.Keys, Has.No.Member("XPCServices/W.xpc"));
        Assert.That(plan.Services["XPCServices/W.xpc"], Is.EqualTo(Entitlements(
            ("com.apple.developer.team-identifier", new PropertyListString(AppleTestAuthority.TeamId)), ("get-task-allow", new PropertyListBoolean(false)), ("keychain-access-groups", groups))));
    }

    private static AppleBundleFacts Service(params (string Key, PropertyListValue Value)[] entries) => new()
    {
        Path = "XPCServices/W.xpc",
        Role = AppleBundleRole.Code,
        Identifier = "com.example.work",
        PreviousEntitlements = Entitlements(entries),
        Code = [new AppleCodeFacts("XPCServices/W.xpc/W", IsEncrypted: false, [MachOPlatform.IOS], new Version(15, 0), null) { IsExecutable = true }],
    };

    private static AppleTestIdentity Leaf(params string[] markers) => Authority.Leaf(new AppleTestCertificate { Markers = [.. markers] });

    private static AppleSigningInputs Asking(AppleSigningInputs inputs, params (string Key, PropertyListValue Value)[] entries) =>
        inputs with { Entitlements = ImmutableDictionary<string, PropertyListDictionary>.Empty.Add("", Entitlements(entries)) };

    private static PropertyListDictionary Entitlements(params (string Key, PropertyListValue Value)[] entries) =>
        new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))]);

    private static TestCaseData Case(string name, AppleSigningInputs inputs) => new TestCaseData(name, inputs).SetArgDisplayNames(name);
}
