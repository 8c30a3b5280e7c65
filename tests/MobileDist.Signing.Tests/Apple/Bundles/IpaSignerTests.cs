using System.Collections.Immutable;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Bundles;

public sealed class IpaSignerTests : IpaTestBase
{
    private const string Root = "Payload/Demo.app/";

    [Test]
    public async Task SignAsync_WhenTheAppHasABitOfEverything_VerifiesWithoutAnyFinding()
    {
        var result = await SignAsync(Write(App()));

        var verification = await VerifyAsync(result.Output);
        Assert.That(verification.Findings, Is.Empty, Describe(verification));
        Assert.That(result.Bundles, Is.EqualTo((string[])["Frameworks/DemoKit.framework", "PlugIns/Share.appex", ""]));
        Assert.That(result.CodeFiles, Is.EqualTo(4));
        Assert.That(result.Size, Is.EqualTo(new FileInfo(result.Output).Length));
        Assert.That(verification.TeamId, Is.EqualTo(AppleTestAuthority.TeamId));
        Assert.That(verification.CodeFiles, Is.EqualTo(4));
    }

    [Test]
    public async Task SignAsync_WhenWatchAppClipAndExtensionsAreNested_SignsAllWithTheirOwnProfiles()
    {
        var app = App()
            .WithBundle("Watch/W.app", "APPL", "com.example.demo.watchkitapp", "W", SampleCode.App)
            .WithInfo("WKCompanionAppBundleIdentifier", SampleIpa.Identifier, "Watch/W.app")
            .With("Watch/W.app/_WatchKitStub/WK", SampleCode.App, SampleIpa.Executable)
            .WithFramework("WatchKitty", SampleCode.Library, "Watch/W.app/")
            .WithBundle("Watch/W.app/PlugIns/E.appex", "XPC!", "com.example.demo.watchkitapp.e", "E", SampleCode.Extension)
            .WithBundle("AppClips/C.app", "APPL", "com.example.demo.clip", "C", SampleCode.App);
        var plan = Plan(
            ("PlugIns/Share.appex", "com.example.demo.share"), ("Watch/W.app", "com.example.demo.watchkitapp"),
            ("Watch/W.app/PlugIns/E.appex", "com.example.demo.watchkitapp.e"), ("AppClips/C.app", "com.example.demo.clip"));

        var result = await SignAsync(Write(app), plan);

        Assert.That(result.Bundles, Is.EqualTo((string[])
            ["Watch/W.app/Frameworks/WatchKitty.framework", "Watch/W.app/PlugIns/E.appex", "AppClips/C.app", "Frameworks/DemoKit.framework", "PlugIns/Share.appex", "Watch/W.app", ""]));
        var entries = Entries(result.Output);
        Assert.That(entries[$"{Root}Watch/W.app/_WatchKitStub/WK"], Is.EqualTo(SampleCode.App), "Apple's stub stays as it is");
        Assert.That(entries.Keys.Count(name => name.EndsWith("embedded.mobileprovision", StringComparison.Ordinal)), Is.EqualTo(5));
    }

    [Test]
    public async Task SignAsync_WhenTestsServicesAndAssetPacksAreInside_GivesThemNoProfile()
    {
        var app = App()
            .WithBundle("PlugIns/T.xctest", "BNDL", "com.example.tests", "T", SampleCode.Library)
            .WithBundle("XPCServices/W.xpc", "XPC!", "com.example.work", "W", SampleCode.Extension)
            .WithBundle("OnDemandResources/level.assetpack", "BNDL", "com.example.level", "level", null)
            .With("OnDemandResources/level.assetpack/_CodeSignature/CodeDirectory", "of its own");

        var signed = await SignAsync(Write(app));

        Assert.That(signed.Bundles, Is.EqualTo((string[])["Frameworks/DemoKit.framework", "OnDemandResources/level.assetpack", "PlugIns/Share.appex", "PlugIns/T.xctest", "XPCServices/W.xpc", ""]));
        Assert.That(signed.Warnings, Is.Empty);
        var entries = Entries(signed.Output);
        Assert.That(entries.Keys.Count(name => name.EndsWith("embedded.mobileprovision", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task SignAsync_WhenAServiceAsksForEntitlements_SignsItWithThoseAndWithoutAProfile()
    {
        var service = new PropertyListDictionary([KeyValuePair.Create<string, PropertyListValue>("com.apple.developer.team-identifier", new PropertyListString(AppleTestAuthority.TeamId))]);
        var plan = AppPlan() with { Services = ImmutableDictionary<string, PropertyListDictionary>.Empty.Add("XPCServices/W.xpc", service) };

        var signed = await SignAsync(Write(App().WithBundle("XPCServices/W.xpc", "XPC!", "com.example.work", "W", SampleCode.Extension)), plan);

        var entries = Entries(signed.Output);
        var code = MachOFile.Read(new MachOMemorySource(entries[$"{Root}XPCServices/W.xpc/W"]), "W");
        Assert.That(EmbeddedSignature.Read(code, code.Slices[0])?.ReadEntitlements(), Is.EqualTo(service));
        Assert.That(entries.Keys, Has.No.Member($"{Root}XPCServices/W.xpc/embedded.mobileprovision"));
    }

    [Test]
    public void SignAsync_WhenTheAppsProfileDoesNotGrantAServiceWhatItHas_Refuses()
    {
        var service = new PropertyListDictionary([KeyValuePair.Create<string, PropertyListValue>("com.apple.developer.nfc.hce", new PropertyListBoolean(Value: true))]);
        var plan = AppPlan() with { Services = ImmutableDictionary<string, PropertyListDictionary>.Empty.Add("XPCServices/W.xpc", service) };

        Assert.That(
            () => SignAsync(Write(App().WithBundle("XPCServices/W.xpc", "XPC!", "com.example.work", "W", SampleCode.Extension)), plan),
            Throws.TypeOf<DistributionException>().With.Message.Contains("com.apple.developer.nfc.hce"));
    }

    [TestCase("_CodeSignature/CodeResources/")]
    [TestCase("_CodeSignature/CodeResources/deeper/")]
    [TestCase("Frameworks/DemoKit.framework/_CodeSignature/")]
    [TestCase("PlugIns/Share.appex/embedded.mobileprovision/")]
    [TestCase("PlugIns/Share.appex/embedded.mobileprovision/x/y")]
    [TestCase("Frameworks/DemoKit.framework/embedded.mobileprovision/")]
    public async Task SignAsync_WhenAFolderStandsWhereASealOrAProfileGoes_LeavesItOut(string path)
    {
        var result = await SignAsync(Write(App().With(path, [], path.EndsWith('/') ? 0x41ed : SampleIpa.Plain)));

        Assert.That(result.RemovedEntries, Is.EqualTo((string[])[Root + path]));
        Assert.That((await VerifyAsync(result.Output)).Findings, Is.Empty);
        Assert.That(Entries(result.Output).Keys, Has.No.Member(Root + path));
    }

    [Test]
    public async Task SignAsync_WhenAFolderHasNothingToDoWithSigning_CarriesItOver()
    {
        var result = await SignAsync(Write(App().With("Empty/", [], 0x41ed).With("Res.bundle/_CodeSignature/", [], 0x41ed)));

        Assert.That(Entries(result.Output).Keys, Is.SupersetOf((string[])[$"{Root}Empty/", $"{Root}Res.bundle/_CodeSignature/"]));
    }

    [Test]
    public async Task SignAsync_WhenAskedTwice_WritesTheSameBytes()
    {
        var input = Write(App());

        var first = await SignAsync(input, output: "1.ipa");
        var second = await SignAsync(input, output: "2.ipa");

        Assert.That(await File.ReadAllBytesAsync(second.Output), Is.EqualTo(await File.ReadAllBytesAsync(first.Output)));
    }

    [Test]
    public async Task SignAsync_WhenItIsSignedAlready_ComesToTheSame()
    {
        var once = await SignAsync(Write(App()), output: "once.ipa");
        var twice = await SignAsync(once.Output, output: "twice.ipa");

        Assert.That(Entries(twice.Output), Is.EquivalentTo(Entries(once.Output)));
    }

    [Test]
    public async Task SignAsync_WhenAnEntryDoesNotChange_CarriesItOverPackedAsItIs()
    {
        var input = Write(App());
        var result = await SignAsync(input);

        using var before = ZipPackage.Open(input);
        using var after = ZipPackage.Open(result.Output);
        foreach (var name in (string[])["Assets.car", "Info.plist", "Symbols.dSYM/Contents/Resources/DWARF/Demo", "old.jar"])
        {
            var (old, signed) = (before.Find(Root + name)!, after.Find(Root + name)!);
            Assert.That(Raw(after, signed), Is.EqualTo(Raw(before, old)), name);
            Assert.That((signed.Method, signed.DosTime, signed.UnixMode), Is.EqualTo((old.Method, old.DosTime, old.UnixMode)), name);
        }

        Assert.That(after.Find("SwiftSupport/iphoneos/libswiftCore.dylib"), Is.Not.Null);
        Assert.That(after.Entries.Select(entry => entry.HasDataDescriptor), Has.None.True);
    }

    [Test]
    public async Task SignAsync_WhenModesAndSymlinksAreThere_KeepsThem()
    {
        var result = await SignAsync(Write(App()));

        using var package = ZipPackage.Open(result.Output);
        Assert.That(package.Find($"{Root}link")!.IsSymbolicLink, Is.True);
        Assert.That(package.Find($"{Root}Demo")!.UnixMode, Is.EqualTo(SampleIpa.Executable));
        Assert.That(package.Find($"{Root}Frameworks/libdemo.1.2.dylib")!.UnixMode, Is.EqualTo(SampleIpa.Executable));
        Assert.That(package.Find($"{Root}_CodeSignature/CodeResources")!.UnixMode, Is.EqualTo(SampleIpa.Plain));
        Assert.That(package.Find($"{Root}Café ☕.txt")!.Flags & 0x800, Is.Not.Zero, "the name says that it is UTF-8");
    }

    [Test]
    public async Task SignAsync_WhenFinderAndEarlierSignaturesLeftSomething_LeavesItOut()
    {
        string[] litter = [$"{Root}.DS_Store", $"{Root}Res.bundle/._Info.plist", "__MACOSX/x", $"{Root}_CodeSignature/old", $"{Root}PlugIns/Share.appex/_CodeSignature/CodeResources", $"{Root}Frameworks/DemoKit.framework/embedded.mobileprovision"];
        var app = litter.Aggregate(App(), (app, name) => app.WithEntry(name, [1, 2, 3]));

        var result = await SignAsync(Write(app));

        Assert.That(result.RemovedEntries, Is.EquivalentTo(litter));
        var names = Entries(result.Output).Keys;
        Assert.That(names.Intersect(litter, StringComparer.Ordinal), Is.EqualTo((string[])[$"{Root}PlugIns/Share.appex/_CodeSignature/CodeResources"]));
        Assert.That(names, Does.Contain($"{Root}Res.bundle/_CodeSignature/CodeResources"), "that bundle is not ours to sign");
    }

    [Test]
    public async Task SignAsync_WhenSomethingStandsInThePlaceOfTheSignature_LeavesItOut()
    {
        var app = App().WithLink("_CodeSignature", "Res.bundle").WithLink("embedded.mobileprovision", "Assets.car").With("PlugIns/Share.appex/_CodeSignature", "a file");

        var result = await SignAsync(Write(app));

        Assert.That(result.RemovedEntries, Is.EquivalentTo((string[])[$"{Root}_CodeSignature", $"{Root}embedded.mobileprovision", $"{Root}PlugIns/Share.appex/_CodeSignature"]));
        Assert.That((await VerifyAsync(result.Output)).Findings, Is.Empty);
    }

    [TestCase("Demo.app/", null)]
    [TestCase("Demo.xcarchive/Products/Applications/Demo.app/", "Demo.xcarchive/SwiftSupport/iphoneos/libswiftUIKit.dylib")]
    public async Task SignAsync_WhenTheAppLiesElsewhere_MovesItUnderPayload(string root, string? kept)
    {
        var app = App(root).WithEntry("Demo.xcarchive/dSYMs/x", [1]);
        if (kept is not null)
        {
            app.WithEntry(kept, [1, 2, 3]);
        }

        var result = await SignAsync(Write(app));

        var names = Entries(result.Output).Keys;
        Assert.That(names.Where(name => !name.StartsWith(Root, StringComparison.Ordinal)), Is.EqualTo(kept is null ? [] : (string[])["SwiftSupport/iphoneos/libswiftUIKit.dylib"]));
        Assert.That(names, Does.Contain($"{Root}Demo"));
    }

    [Test]
    public async Task SignAsync_WhenTheInfoPlistIsEdited_ChangesAppAndExtensionsAndKeepsTheForm()
    {
        var app = App()
            .WithBundle("Watch/W.app", "APPL", "com.example.demo.watchkitapp", "W", SampleCode.App)
            .WithInfo("WKCompanionAppBundleIdentifier", SampleIpa.Identifier, "Watch/W.app");
        var binary = PropertyList.Write(PropertyList.Read(Entries(Write(app))[$"{Root}Info.plist"], "Info.plist"), PropertyListFormat.Binary);
        var plan = Plan(("", "com.example.beta"), ("PlugIns/Share.appex", "com.example.beta.share"), ("Watch/W.app", "com.example.beta.watchkitapp"));

        var result = await SignAsync(Write(app.With("Info.plist", binary)), plan, new InfoPlistEdits("com.example.beta", "42", "9.8.7"));

        using var package = ZipPackage.Open(result.Output);
        var read = IosApp.Read(package);
        Assert.That(read.Bundles.Select(bundle => bundle.Identifier), Is.EqualTo((string[])["com.example.demokit", "com.example.beta.share", "com.example.beta.watchkitapp", "com.example.beta"]));
        Assert.That(read.Main.InfoFormat, Is.EqualTo(PropertyListFormat.Binary));
        foreach (var bundle in read.Bundles.Where(bundle => bundle.NeedsProfile))
        {
            Assert.That(bundle.Info.FindString("CFBundleVersion"), Is.EqualTo("42"), bundle.Path);
            Assert.That(bundle.Info.FindString("CFBundleShortVersionString"), Is.EqualTo("9.8.7"), bundle.Path);
        }

        Assert.That(read.Bundles[0].Info.FindString("CFBundleVersion"), Is.EqualTo("7"), "a framework has versions of its own");
        Assert.That(read.Bundles.Single(bundle => bundle.Kind == IosBundleKind.WatchApp).Info.FindString("WKCompanionAppBundleIdentifier"), Is.EqualTo("com.example.beta"));
    }

    [Test]
    public async Task SignAsync_WhenCodeIsLarge_PacksItInPiecesThatMakeOneStream()
    {
        var random = new Random(7);
        byte[] more = [.. Enumerable.Range(0, 5_300_000).Select(i => (byte)(i % 64 < 32 ? random.Next(256) : 0))];
        var result = await SignAsync(Write(App().With("Demo", SampleCode.Grown(SampleCode.App, more), SampleIpa.Executable)));

        using var package = ZipPackage.Open(result.Output);
        var entry = package.Find($"{Root}Demo")!;
        Assert.That(entry.IsStored, Is.False);
        Assert.That(entry.CompressedSize, Is.LessThan(entry.UncompressedSize * 7 / 10));
        using var archive = System.IO.Compression.ZipFile.OpenRead(result.Output);
        using var stream = archive.GetEntry($"{Root}Demo")!.Open();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        Assert.That(bytes.ToArray(), Is.EqualTo(package.ReadAllBytes(entry, 1 << 24)));
    }

    [TestCase("pack")]
    [TestCase("sign")]
    public async Task SignAsync_WhenCodeIsLargeAndPacked_KeepsMostOfTheStream(string before)
    {
        var random = new Random(8);
        byte[] more = [.. Enumerable.Range(0, 1_500_000).Select(i => (byte)(i % 64 < 32 ? random.Next(256) : 0))];
        var input = Write(App().With("Demo", SampleCode.Grown(SampleCode.App, more), SampleIpa.Executable));
        if (string.Equals(before, "sign", StringComparison.Ordinal))
        {
            // The signature of before goes, and another comes in its place.
            input = (await SignAsync(input, output: "first.ipa")).Output;
        }

        var result = await SignAsync(input);

        using var unsigned = ZipPackage.Open(input);
        using var signed = ZipPackage.Open(result.Output);
        var old = unsigned.Find($"{Root}Demo")!;
        var middle = new byte[64];
        unsigned.ReadExactly(old.DataOffset + (old.CompressedSize / 2), middle);
        var packed = new byte[signed.Find($"{Root}Demo")!.CompressedSize];
        signed.ReadExactly(signed.Find($"{Root}Demo")!.DataOffset, packed);
        Assert.That(old.IsStored, Is.False);
        Assert.That(packed.AsSpan().IndexOf(middle), Is.Positive);
        Assert.That((await VerifyAsync(result.Output)).IsVerified, Is.True);
    }

    [Test]
    public async Task SignAsync_WhenTheSystemIsOld_SealsWithSha1Too()
    {
        var result = await SignAsync(Write(App().With("Demo", SampleCode.For(SampleCode.App, 9), SampleIpa.Executable)));

        var entries = Entries(result.Output);
        Assert.That(ResourceSeal.Read(entries[$"{Root}_CodeSignature/CodeResources"], "app").Files["Assets.car"].Sha1, Is.Not.Null);
        Assert.That(ResourceSeal.Read(entries[$"{Root}PlugIns/Share.appex/_CodeSignature/CodeResources"], "extension").Files.Values.Select(file => file.Sha1), Has.All.Null);
    }

    [Test]
    public async Task SignAsync_WhenTheKeyIsElliptic_Verifies()
    {
        var identity = AppleTestAuthority.Shared.Ec;

        var result = await SignAsync(Write(App()), Plan(identity, ("PlugIns/Share.appex", "com.example.demo.share")));

        Assert.That((await VerifyAsync(result.Output)).IsVerified, Is.True);
    }

    private static byte[] Raw(ZipPackage package, ZipEntry entry)
    {
        var bytes = new byte[entry.CompressedSize];
        package.ReadExactly(entry.DataOffset, bytes);
        return bytes;
    }
}
