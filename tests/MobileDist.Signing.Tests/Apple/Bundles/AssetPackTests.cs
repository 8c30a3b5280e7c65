using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Signing.Apple.Code;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>Asset packs of on-demand resources: signed as codesign signs a bundle without an executable, and verified with the app.</summary>
public sealed class AssetPackTests : IpaTestBase
{
    private const string Root = "Payload/Demo.app/";
    private const string Pack = "OnDemandResources/com.example.demo.level.assetpack";
    private const string Identifier = "com.example.demo.level";
    private const string Signature = $"{Root}{Pack}/_CodeSignature/";

    [Test]
    public async Task SignAsync_WhenAPackIsInside_SignsItAsABundleWithoutCode()
    {
        var app = WithPack(App()).With($"{Pack}/_CodeSignature/CodeDirectory", "of its own").With($"{Pack}/_CodeSignature/CodeEntitlements", "older");

        var result = await SignAsync(Write(app));

        Assert.That(result.Bundles, Is.EqualTo((string[])["Frameworks/DemoKit.framework", Pack, "PlugIns/Share.appex", ""]));
        Assert.That(result.RemovedEntries, Is.EquivalentTo((string[])[$"{Signature}CodeDirectory", $"{Signature}CodeEntitlements"]));
        var verification = await VerifyAsync(result.Output);
        Assert.That(verification.Findings, Is.Empty, Describe(verification));
        var entries = Entries(result.Output);
        Assert.That(
            entries.Keys.Where(name => name.StartsWith(Signature, StringComparison.Ordinal)).Select(name => name[Signature.Length..]).Order(StringComparer.Ordinal),
            Is.EqualTo((string[])["CodeDirectory", "CodeRequirements", "CodeRequirements-1", "CodeResources", "CodeSignature"]));
        foreach (var (name, type) in ((string, CodeHashType)[])[("CodeDirectory", CodeHashType.Sha1), ("CodeRequirements-1", CodeHashType.Sha256)])
        {
            var directory = CodeDirectory.Read(SignatureFiles.Read(SignatureSlot.CodeDirectory, entries[Signature + name])!, name);
            Assert.That((directory.HashType, directory.Version, directory.PageShift, directory.CodeSlotCount, directory.SpecialSlotCount), Is.EqualTo((type, 0x20200u, 0, 1, 3)));
            Assert.That((directory.Identifier, directory.TeamId, directory.Flags), Is.EqualTo((Identifier, AppleTestAuthority.TeamId, CodeDirectoryFlags.None)));
            Assert.That(directory.CodeLimit, Is.EqualTo(entries[$"{Root}{Pack}/Info.plist"].Length));
        }
    }

    [Test]
    public async Task SignAsync_WhenAPackIsAdded_ChangesNoOtherBundleThanTheApp()
    {
        var without = Entries((await SignAsync(Write(App()))).Output);

        var with = Entries((await SignAsync(Write(WithPack(App())), output: "with.ipa")).Output);

        var differing = without.Where(entry => !with[entry.Key].AsSpan().SequenceEqual(entry.Value)).Select(entry => entry.Key).Order(StringComparer.Ordinal);
        Assert.That(differing, Is.EqualTo((string[])[$"{Root}Demo", $"{Root}_CodeSignature/CodeResources"]));
        Assert.That(with.Keys.Except(without.Keys, StringComparer.Ordinal), Has.All.StartsWith(Root + Pack));
    }

    [Test]
    public async Task SignAsync_WhenPacksLieInOtherBundlesAndTheIdentifierIsChanged_SignsThemFirstUnderTheirOwn()
    {
        const string Inner = "PlugIns/Share.appex/OnDemandResources/x.assetpack";
        var app = WithPack(App()).WithBundle(Inner, "BNDL", "com.example.demo.x", "x", null).WithInfo("CFBundleIdentifier", null, Inner).WithInfo("CFBundleName", null, Inner);
        var plan = Plan(("", "com.example.other"), ("PlugIns/Share.appex", "com.example.other.share"));

        var result = await SignAsync(Write(app), plan, new InfoPlistEdits("com.example.other", null, null));

        Assert.That(result.Bundles, Is.EqualTo((string[])[Inner, "Frameworks/DemoKit.framework", Pack, "PlugIns/Share.appex", ""]));
        var entries = Entries(result.Output);
        Assert.That(CodeDirectory.Read(SignatureFiles.Read(SignatureSlot.CodeDirectory, entries[$"{Signature}CodeDirectory"])!, "level").Identifier, Is.EqualTo(Identifier), "manifests name it so");
        Assert.That(CodeDirectory.Read(SignatureFiles.Read(SignatureSlot.CodeDirectory, entries[$"{Root}{Inner}/_CodeSignature/CodeDirectory"])!, "x").Identifier, Is.EqualTo("x"));
    }

    [Test]
    public async Task VerifyAsync_WhenAnyByteOfAPackIsFlipped_NamesPackAndFile()
    {
        var signed = (await SignAsync(Write(WithPack(App())))).Output;
        var random = new Random(30);
        var undetected = new List<string>();
        foreach (var (name, content) in Entries(signed).Where(entry => entry.Key.StartsWith($"{Root}{Pack}/", StringComparison.Ordinal)))
        {
            int[] places = [0, content.Length - 1, .. Enumerable.Range(0, 6).Select(_ => random.Next(content.Length))];
            foreach (var at in places)
            {
                var path = name[Root.Length..];
                if (!await IsNamedAsync(Repack(signed, (entry, bytes) => string.Equals(entry, name, StringComparison.Ordinal) ? Flip(bytes, at) : bytes), path))
                {
                    undetected.Add($"{path} at {at} of {content.Length}");
                }
            }
        }

        Assert.That(undetected, Is.Empty);
    }

    [TestCase("CodeResources", IpaFindingKind.SealMissing, null)]
    [TestCase("CodeDirectory", IpaFindingKind.Code, CodeFindingKind.NoSignature)]
    [TestCase("CodeSignature", IpaFindingKind.Code, CodeFindingKind.NoCertificate)]
    [TestCase("CodeRequirements", IpaFindingKind.Code, CodeFindingKind.RequirementsMalformed)]
    [TestCase("CodeRequirements-1", IpaFindingKind.Code, CodeFindingKind.CdHashMismatch)]
    public async Task VerifyAsync_WhenAPartOfTheSignatureIsGone_SaysWhich(string part, IpaFindingKind kind, CodeFindingKind? code)
    {
        var signed = (await SignAsync(Write(WithPack(App())))).Output;

        var found = await VerifyAsync(Repack(signed, (name, bytes) => string.Equals(name, Signature + part, StringComparison.Ordinal) ? null : bytes));

        var finding = found.Errors.First(finding => finding.Kind == kind && finding.Code?.Kind == code && finding.Bundle is Pack);
        Assert.That(finding.Message, Does.Contain(Pack));
        Assert.That(finding.Symptom, Is.Not.Empty);
        Assert.That(found.Errors.Where(error => error.Kind == IpaFindingKind.ResourceMissing).Select(error => error.File), Is.EqualTo((string[])[$"{Pack}/_CodeSignature/{part}"]), "the app's seal lists it");
    }

    [Test]
    public async Task VerifyAsync_WhenAPackHoldsWhatWasNotSigned_SaysWhat()
    {
        var signed = (await SignAsync(Write(WithPack(App())))).Output;

        var found = await VerifyAsync(Repack(signed, (_, bytes) => bytes, zip => zip
            .Add(new RawZipEntry($"{Root}{Pack}/new.dat", [1]))
            .Add(new RawZipEntry($"{Signature}CodeEntitlements", [1]))
            .Add(new RawZipEntry($"{Root}{Pack}/embedded.mobileprovision", [1]))));

        var ofPack = found.Errors.Where(finding => finding.Bundle is Pack).Select(finding => (finding.Kind, finding.File));
        Assert.That(ofPack, Is.EquivalentTo(((IpaFindingKind, string?)[])
        [
            (IpaFindingKind.ResourceAdded, $"{Pack}/new.dat"), (IpaFindingKind.ResourceAdded, $"{Pack}/embedded.mobileprovision"),
            (IpaFindingKind.SignatureFolderStranger, $"{Signature[Root.Length..]}CodeEntitlements"), (IpaFindingKind.ProfileStray, $"{Pack}/embedded.mobileprovision"),
        ]));
    }

    [Test]
    public async Task VerifyAsync_WhenAPackIsOfAnotherTeam_NamesBoth()
    {
        var ours = await SignAsync(Write(WithPack(App())));
        var identity = AppleTestAuthority.Shared.OtherTeam;
        var other = AppleSigner.Create(new SigningIdentity("other", identity.CreateKey(), identity.CreateChain()), "other.p12");
        var entries = Entries(ours.Output);
        var theirs = CodelessBundleSigner.Sign(
            new CodeSigningRequest { Name = Pack, Identifier = Identifier, Signer = other, SigningTime = Now },
            entries[$"{Root}{Pack}/Info.plist"],
            entries[$"{Signature}CodeResources"]).ToDictionary(file => Signature + file.Name, file => file.Content, StringComparer.Ordinal);

        var found = await VerifyAsync(Repack(ours.Output, (name, bytes) => theirs.GetValueOrDefault(name) ?? bytes));

        var finding = found.Errors.Single(finding => finding.Bundle is Pack);
        Assert.That(finding.Code?.Kind, Is.EqualTo(CodeFindingKind.TeamMismatch), Describe(found));
        Assert.That(finding.Message, Does.Contain("'OTHER98765'").And.Contain("'TEAM123456'"));
    }

    [Test]
    public async Task SignAsync_WhenAPackCannotBeSigned_WarnsWhy()
    {
        var app = App()
            .WithEntry("Payload/OnDemandResources/beside.assetpack/Info.plist", "<plist version=\"1.0\"><dict/></plist>"u8.ToArray())
            .WithEntry("Payload/OnDemandResources/beside.assetpack/_CodeSignature/CodeDirectory", [1])
            .With("OnDemandResources/bare.assetpack/level.dat", "x");

        var result = await SignAsync(Write(app));

        Assert.That(result.Warnings.Select(finding => (finding.Kind, finding.Bundle)), Is.EqualTo(((IpaFindingKind, string)[])
            [(IpaFindingKind.AssetPack, "OnDemandResources/bare.assetpack"), (IpaFindingKind.AssetPack, "Payload/OnDemandResources/beside.assetpack")]));
        Assert.That(result.Warnings[0].Message, Does.Contain("without an Info.plist"));
        Assert.That(result.Warnings[1].Message, Does.Contain("beside the app").And.Contain("stays as it was built"));
        Assert.That(result.Warnings[0].ToFault().Remedy, Does.Contain("EMBED_ASSET_PACKS_IN_PRODUCT_BUNDLE=YES"));
        Assert.That(Entries(result.Output)["Payload/OnDemandResources/beside.assetpack/_CodeSignature/CodeDirectory"], Is.EqualTo((byte[])[1]));
    }

    [Test]
    public async Task VerifyAsync_WhenTheManifestNamesAPackThatIsNotThere_WarnsOfThatAlone()
    {
        Dictionary<string, object> Named(string identifier, string url) => new(StringComparer.Ordinal) { ["bundleKey"] = identifier, ["URL"] = url };
        var manifest = PropertyListXml.Write(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["resources"] = (object[])
            [
                Named(Identifier, $"http://127.0.0.1/{Pack}"),
                Named("com.example.demo.gone", "http://127.0.0.1/OnDemandResources/gone.assetpack"),
                Named("com.example.demo.lost", "OnDemandResources/lost.assetpack"),
                Named("com.example.demo.served", "https://packs.example.com/served.assetpack"),
            ],
        });

        var result = await SignAsync(Write(WithPack(App()).With("AssetPackManifest.plist", manifest)));
        var malformed = await SignAsync(Write(WithPack(App()).With("AssetPackManifest.plist", "no list")), output: "malformed.ipa");

        Assert.That(result.Warnings.Select(finding => finding.Kind), Has.All.EqualTo(IpaFindingKind.AssetPackManifest));
        Assert.That(result.Warnings.Select(finding => finding.Message), Is.EqualTo((string[])
        [
            "'AssetPackManifest.plist' says that the asset pack 'com.example.demo.gone' is in the app, and it is not.",
            "'AssetPackManifest.plist' says that the asset pack 'com.example.demo.lost' is in the app, and it is not.",
        ]));
        Assert.That(malformed.Warnings.Single().Message, Does.Contain("'AssetPackManifest.plist' is no property list"));
    }

    [Test]
    public async Task Verify_WhenPartsAreBroken_AlwaysFindsSomething()
    {
        var entries = Entries((await SignAsync(Write(WithPack(App())))).Output);
        var info = entries[$"{Root}{Pack}/Info.plist"];
        using var root = AppleTestAuthority.Shared.Root.CreateCertificate();
        var expected = new CodeExpectations { Name = Pack, Identifier = Identifier, CodeResources = entries[$"{Signature}CodeResources"], TrustedRoots = [root], Now = Now };
        var names = SignatureFiles.Names.Where(file => entries.ContainsKey(Signature + file.Name)).ToArray();
        var random = new Random(31);
        Assert.That(CodelessBundleVerification.Verify(Parts(names, entries, null, []), info, expected), Is.Empty);
        for (var i = 0; i < 400; i++)
        {
            var (slot, name) = names[random.Next(names.Length)];
            var original = entries[Signature + name];
            var broken = Mutation.Of(original, random);
            if (broken.AsSpan().SequenceEqual(original) || SignatureFiles.Read(slot, broken) is null)
            {
                continue;
            }

            Assert.That(CodelessBundleVerification.Verify(Parts(names, entries, name, broken), info, expected), Is.Not.Empty, $"{name}, mutation {i}");
        }
    }

    private static async Task<bool> IsNamedAsync(string package, string path)
    {
        try
        {
            // The app's seal says which file; what is wrong with the pack itself may be in another of its files.
            var found = await VerifyAsync(package);
            return found.Errors.Any(finding => finding.Bundle is Pack) && found.Errors.Any(finding => string.Equals(finding.File, path, StringComparison.Ordinal));
        }
        catch (DistributionException error)
        {
            // An Info.plist that is no property list any more.
            return error.Message.Contains(path, StringComparison.Ordinal);
        }
    }

    private static ImmutableArray<SignatureBlob> Parts(IEnumerable<(uint Slot, string Name)> names, Dictionary<string, byte[]> entries, string? changed, byte[] content) =>
        [.. names.Select(file => SignatureFiles.Read(file.Slot, string.Equals(file.Name, changed, StringComparison.Ordinal) ? content : entries[Signature + file.Name])!)];

    private static SampleIpa WithPack(SampleIpa app) => app
        .WithBundle(Pack, "BNDL", Identifier, "level", null)
        .With($"{Pack}/level.dat", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))])
        .With($"{Pack}/deeper/map.json", "{}");

    private static byte[] Flip(byte[] bytes, int at)
    {
        var copy = bytes.ToArray();
        copy[at] ^= 0x41;
        return copy;
    }
}
