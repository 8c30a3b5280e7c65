using System.Collections.Immutable;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>What the tests of signer and verifier of whole packages share: a folder, an app with everything in it, keys, and short calls.</summary>
public abstract class IpaTestBase
{
    protected static readonly DateTimeOffset Now = AppleTestAuthority.Now;

    protected TestFolder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();

    /// <summary>An app with a framework, an extension and a bit of everything else that a seal knows.</summary>
    protected static SampleIpa App(string root = "Payload/Demo.app/") => new SampleIpa(SampleCode.App, root)
        .WithFramework(executable: SampleCode.Library)
        .WithExtension(executable: SampleCode.Extension)
        .With("Frameworks/libdemo.1.2.dylib", SampleCode.Library, SampleIpa.Executable)
        .With("Assets.car", [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 3))])
        .With("Base.lproj/Main.nib", "base")
        .With("en.lproj/Localizable.strings", "\"t\" = \"Hello\";")
        .With("fr.lproj/locversion.plist", "x")
        .With("Frameworks/DemoKit.framework/Base.lproj/Kit.nib", "kit")
        .With("Res.bundle/Info.plist", "<plist version=\"1.0\"><dict/></plist>")
        .With("Res.bundle/_CodeSignature/CodeResources", "of somebody else")
        .With("Café ☕.txt", "unicode")
        .With("a & b <c>.txt", "escaped")
        .With("empty.dat", [])
        .With(".hidden", "h")
        .With("version.plist", "v")
        .WithLink("link", "Res.bundle/Info.plist")
        .With("Symbols.dSYM/Contents/Resources/DWARF/Demo", SampleCode.App)
        .With("old.jar", [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, 1, 2, 3, 4])
        .WithEntry("SwiftSupport/iphoneos/libswiftCore.dylib", SampleCode.Library);

    /// <summary>Writes a package and returns its path.</summary>
    protected string Write(SampleIpa app, string name = "unsigned.ipa") => app.WriteTo(Folder.Combine(name));

    /// <summary>The plan for the app and for what in it has a profile, as path and identifier.</summary>
    protected static AppleSigningPlan Plan(params (string Path, string Identifier)[] bundles) => Plan(AppleTestAuthority.Shared.Distribution, bundles);

    protected static AppleSigningPlan Plan(AppleTestIdentity identity, params (string Path, string Identifier)[] bundles)
    {
        var signer = AppleSigner.Create(new SigningIdentity("distribution", identity.CreateKey(), identity.CreateChain()), "distribution.p12");
        (string Path, string Identifier)[] all = [("", SampleIpa.Identifier), .. bundles];
        return new AppleSigningPlan(signer, all
            .GroupBy(bundle => bundle.Path, StringComparer.Ordinal)
            .Select(group => group.Last())
            .ToImmutableDictionary(bundle => bundle.Path, bundle => BundlePlan(bundle.Identifier, identity), StringComparer.Ordinal));
    }

    protected static BundleSigningPlan BundlePlan(string identifier, AppleTestIdentity identity, Func<AppleTestProfile, AppleTestProfile>? change = null)
    {
        var profile = new AppleTestProfile { AppId = identifier, Name = $"Ad hoc {identifier}", Certificates = [identity.Certificate] };
        return new BundleSigningPlan(
            ProvisioningProfile.Read((change?.Invoke(profile) ?? profile).ToBytes(), $"{identifier}.mobileprovision"),
            new PropertyListDictionary(
            [
                KeyValuePair.Create<string, PropertyListValue>("application-identifier", new PropertyListString($"{AppleTestAuthority.TeamId}.{identifier}")),
                KeyValuePair.Create<string, PropertyListValue>("com.apple.developer.team-identifier", new PropertyListString(AppleTestAuthority.TeamId)),
                KeyValuePair.Create<string, PropertyListValue>("get-task-allow", new PropertyListBoolean(Value: false)),
            ]));
    }

    /// <summary>The plan that fits <see cref="App"/>.</summary>
    protected static AppleSigningPlan AppPlan() => Plan(("PlugIns/Share.appex", $"{SampleIpa.Identifier}.share"));

    protected Task<IpaSigningResult> SignAsync(string input, AppleSigningPlan? plan = null, InfoPlistEdits? edits = null, string output = "signed.ipa") =>
        IpaSigner.SignAsync(input, Folder.Combine(output), new IpaSigningRequest(plan ?? AppPlan(), Now, edits), progress: null, CancellationToken.None);

    protected static async Task<IpaVerification> VerifyAsync(string path)
    {
        using var root = AppleTestAuthority.Shared.Root.CreateCertificate();
        return await IpaVerifier.VerifyAsync(path, new IpaVerificationOptions(Now, [root]), progress: null, CancellationToken.None);
    }

    protected static string Describe(IpaVerification verification) => string.Join('\n', verification.Findings.Select(finding => $"{finding.Kind} {finding.Bundle}|{finding.File}: {finding.Message}"));

    /// <summary>All entries of a package.</summary>
    protected static Dictionary<string, byte[]> Entries(string path)
    {
        using var package = ZipPackage.Open(path);
        return package.Entries.ToDictionary(entry => entry.Name, entry => package.ReadAllBytes(entry, 1 << 26), StringComparer.Ordinal);
    }

    /// <summary>The plan for the app, its profile changed.</summary>
    protected static AppleSigningPlan WithProfile(Func<AppleTestProfile, AppleTestProfile> change)
    {
        var plan = AppPlan();
        return plan with { Bundles = plan.Bundles.SetItem("", BundlePlan(SampleIpa.Identifier, AppleTestAuthority.Shared.Distribution, change)) };
    }

    /// <summary>Packs a package's entries anew, some of them changed; a null leaves one out.</summary>
    protected string Repack(string path, Func<string, byte[], byte[]?> change, Action<RawZip>? more = null, string name = "repacked.ipa")
    {
        var zip = new RawZip();
        using (var package = ZipPackage.Open(path))
        {
            foreach (var entry in package.Entries)
            {
                if (change(entry.Name, package.ReadAllBytes(entry, 1 << 26)) is { } bytes)
                {
                    zip.Add(new RawZipEntry(entry.Name, bytes) { UnixMode = entry.UnixMode });
                }
            }
        }

        more?.Invoke(zip);
        return zip.WriteTo(Folder.Combine(name));
    }
}
