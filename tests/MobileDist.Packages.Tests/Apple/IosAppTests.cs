using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple;

public sealed class IosAppTests
{
    [TestCase("Payload/Demo.app/")]
    [TestCase("Payload/Our Café.app/")]
    [TestCase("Demo.app/")]
    [TestCase("Demo 1.2.xcarchive/Products/Applications/Demo.app/")]
    [TestCase("Products/Applications/Demo.app/")]
    public void Read_WhenAppIsInOneOfThePlaces_FindsIt(string root) => Read(new SampleIpa(root: root), app =>
    {
        Assert.That(app.Root, Is.EqualTo(root));
        Assert.That(app.Main.Path, Is.Empty);
        Assert.That(app.Main.Kind, Is.EqualTo(IosBundleKind.App));
        Assert.That(app.Main.Identifier, Is.EqualTo(SampleIpa.Identifier));
        Assert.That(app.Main.Executable, Is.EqualTo("Demo"));
        Assert.That(app.Main.InfoFormat, Is.EqualTo(PropertyListFormat.Xml));
        Assert.That(app.Main.Info.FindString("CFBundleVersion"), Is.EqualTo("7"));
        Assert.That(app.Main.EmbeddedProfile, Is.Null);
    });

    [Test]
    public void Read_WhenBundlesAreNested_FindsEachWithItsKindTheDeepestFirst()
    {
        var ipa = new SampleIpa()
            .WithFramework()
            .WithExtension(profile: [1, 2, 3])
            .WithExtension("Intents", folder: "Extensions/")
            .WithFramework("ShareKit", inside: "PlugIns/Share.appex/")
            .WithBundle("AppClips/Clip.app", "APPL", SampleIpa.Identifier + ".Clip", "Clip", SampleIpa.MachOHead(2))
            .WithBundle("Watch/Wrist.app", "APPL", SampleIpa.Identifier + ".watch", "Wrist", SampleIpa.MachOHead(2))
            .WithExtension("Face", folder: "Watch/Wrist.app/PlugIns/")
            .WithFramework("WatchKitStuff", inside: "Watch/Wrist.app/")
            .WithBundle("Code.bundle", "BNDL", "com.example.code", "Code", SampleIpa.MachOHead(8))
            .WithBundle("Res.bundle", "BNDL", "com.example.res", "Res", null)
            .WithBundle("PlugIns/Tests.xctest", "BNDL", "com.example.tests", "Tests", SampleIpa.MachOHead(8))
            .WithBundle("XPCServices/Work.xpc", "XPC!", "com.example.work", "Work", SampleIpa.MachOHead(2))
            .WithBundle("OnDemandResources/com.example.demo.level.assetpack", "BNDL", "com.example.demo.level", "level", null)
            .With("Demo.app.dSYM/Contents/Resources/Inner.framework/Info.plist", "no property list")
            .With("Old.bundle/Info.plist", "{ old = style; }")
            .With("._Share.appex/x", "Finder's");
        ipa.WithInfo("CFBundleExecutable", "NeverLinked", "Res.bundle");

        Read(ipa, app =>
        {
            Assert.That(app.Bundles.Select(bundle => $"{bundle.Kind} {bundle.Path}"), Is.EqualTo(new[]
            {
                "Framework PlugIns/Share.appex/Frameworks/ShareKit.framework",
                "Framework Watch/Wrist.app/Frameworks/WatchKitStuff.framework",
                "WatchExtension Watch/Wrist.app/PlugIns/Face.appex",
                "AppClip AppClips/Clip.app",
                "Extension Extensions/Intents.appex",
                "Framework Frameworks/DemoKit.framework",
                "AssetPack OnDemandResources/com.example.demo.level.assetpack",
                "Extension PlugIns/Share.appex",
                "TestBundle PlugIns/Tests.xctest",
                "WatchApp Watch/Wrist.app",
                "XpcService XPCServices/Work.xpc",
                "ResourceBundleWithCode Code.bundle",
                "App ",
            }).AsCollection);
            Assert.That(app.Bundles.Where(bundle => bundle.NeedsProfile).Select(bundle => bundle.Path), Is.EquivalentTo(new[]
            {
                "", "AppClips/Clip.app", "Extensions/Intents.appex", "PlugIns/Share.appex", "Watch/Wrist.app", "Watch/Wrist.app/PlugIns/Face.appex",
            }));
            Assert.That(app.Bundles.Single(bundle => bundle.EmbeddedProfile is not null).EmbeddedProfile!.Value.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        });
    }

    [Test]
    public void Read_WhenFinderLeftThingsBehind_IgnoresThem() => Read(
        new SampleIpa().WithEntry("__MACOSX/Payload/Demo.app/._Info.plist", [1]).WithEntry("Payload/._Demo.app/x", [1]).WithEntry("Payload/.DS_Store", [1]),
        app => Assert.That(app.Bundles, Has.Length.EqualTo(1)));

    [Test]
    public void Read_WhenFrameworkHasNoIdentifier_IsNamedAsCodesignDoes() => Read(
        new SampleIpa().WithFramework("One").WithInfo("CFBundleIdentifier", null, "Frameworks/One.framework")
            .WithFramework("Two").WithInfo("CFBundleIdentifier", null, "Frameworks/Two.framework").WithInfo("CFBundleName", null, "Frameworks/Two.framework").WithInfo("CFBundleExecutable", "Two", "Frameworks/Two.framework"),
        app => Assert.That(app.Bundles.Select(bundle => bundle.Identifier), Is.EqualTo(new[] { "One", "Two", SampleIpa.Identifier })));

    [Test]
    public void Read_WhenLinksStayInside_TakesThem() => Read(
        new SampleIpa().WithFramework().WithLink("Frameworks/DemoKit.framework/Alias", "../DemoKit.framework/./DemoKit").WithLink("a", "b/../c")
            .With("Res.bundle/x", "no code, no seal").WithLink("Res.bundle/Alias", "../PkgInfo").WithLink("Kit", "Frameworks/DemoKit.framework"),
        app => Assert.That(app.Bundles, Has.Length.EqualTo(2)));

    private static IEnumerable<TestCaseData> Unfit()
    {
        yield return Case("no app", new SampleIpa(root: "Other/"), "'test.ipa' holds no iOS app.");
        yield return Case("app too deep", new SampleIpa(root: "a/b/Demo.app/"), "'test.ipa' holds no iOS app.");
        yield return Case("two apps", new SampleIpa().WithEntry("Payload/Other.app/Info.plist", [1]), "'test.ipa' holds more than one app: 'Payload/Demo.app/' and 'Payload/Other.app/'.");
        yield return Case("two apps at two places", new SampleIpa().WithEntry("Demo.app/Info.plist", [1]), "'test.ipa' holds more than one app: 'Payload/Demo.app/' and 'Demo.app/'.");
        yield return Case("macOS app", new SampleIpa().Without("Info.plist").With("Contents/Info.plist", "x"), "The app 'Payload/Demo.app/' in 'test.ipa' is for macOS: its Info.plist is in 'Contents'.");
        yield return Case("no Info.plist", new SampleIpa().Without("Info.plist"), "The bundle 'Payload/Demo.app/' in 'test.ipa' has no 'Info.plist'.");
        yield return Case("no Info.plist in an extension", new SampleIpa().WithExtension().Without("PlugIns/Share.appex/Info.plist"), "The bundle 'Payload/Demo.app/PlugIns/Share.appex/' in 'test.ipa' has no 'Info.plist'.");
        yield return Case("Info.plist is a link", new SampleIpa().WithLink("Info.plist", "PkgInfo"), "The bundle 'Payload/Demo.app/' in 'test.ipa' has no 'Info.plist'.");
        yield return Case("broken Info.plist", new SampleIpa().With("Info.plist", "<plist><dict>"), "The property list 'test.ipa/Payload/Demo.app/Info.plist' is broken: it is no well-formed XML at line '1', column '14'.");
        yield return Case("no executable named", new SampleIpa().WithInfo("CFBundleExecutable", null), "The Info.plist of 'Payload/Demo.app/' in 'test.ipa' names no executable.");
        yield return Case("executable elsewhere", new SampleIpa().WithInfo("CFBundleExecutable", "../Demo"), "The Info.plist of 'Payload/Demo.app/' in 'test.ipa' names the executable '../Demo', which is no plain file name.");
        yield return Case("executable is a folder", new SampleIpa().WithInfo("CFBundleExecutable", ".."), "The Info.plist of 'Payload/Demo.app/' in 'test.ipa' names the executable '..', which is no plain file name.");
        yield return Case("executable missing", new SampleIpa().Without("Demo"), "The executable 'Demo' that the Info.plist of 'Payload/Demo.app/' names is not in 'test.ipa'.");
        yield return Case("executable is a link", new SampleIpa().WithLink("Demo", "PkgInfo"), "The executable 'Demo' that the Info.plist of 'Payload/Demo.app/' names is not in 'test.ipa'.");
        yield return Case("no identifier", new SampleIpa().WithInfo("CFBundleIdentifier", null), "'Payload/Demo.app/Info.plist' in 'test.ipa' has no 'CFBundleIdentifier'.");
        yield return Case("wrong identifier", new SampleIpa().WithInfo("CFBundleIdentifier", "com.example/demo"), "The bundle identifier 'com.example/demo' of 'Payload/Demo.app/Info.plist' in 'test.ipa' is not valid: the character '/' at position 12 is not allowed.");
        yield return Case("empty part", new SampleIpa().WithInfo("CFBundleIdentifier", "com..demo"), "The bundle identifier 'com..demo' of 'Payload/Demo.app/Info.plist' in 'test.ipa' is not valid: a part between its dots is empty.");
        yield return Case("same identifier", new SampleIpa().WithExtension().WithInfo("CFBundleIdentifier", SampleIpa.Identifier, "PlugIns/Share.appex"), "The bundle identifier 'com.example.demo' stands twice in 'test.ipa': in 'PlugIns/Share.appex' and in the app itself.");
        yield return Case("link out", new SampleIpa().WithLink("Frameworks/a", "../../x"), "The symbolic link 'Payload/Demo.app/Frameworks/a' in 'test.ipa' leads out of the app: its target is '../../x'.");
        yield return Case("link to the root", new SampleIpa().WithLink("a", "/etc/passwd"), "The symbolic link 'Payload/Demo.app/a' in 'test.ipa' leads out of the app: its target is '/etc/passwd'.");
        yield return Case("link out and in again", new SampleIpa().WithLink("a", "../Demo.app/Demo"), "The symbolic link 'Payload/Demo.app/a' in 'test.ipa' leads out of the app: its target is '../Demo.app/Demo'.");
        yield return Case("link out through another", new SampleIpa().With("d/e/f", "x").WithLink("d/e/s", "../..").WithLink("a", "d/e/s/../x"), "The symbolic link 'Payload/Demo.app/a' in 'test.ipa' leads out of the app: its target is 'd/e/s/../x'.");
        yield return Case("link out of a framework", new SampleIpa().WithFramework().WithLink("Frameworks/DemoKit.framework/Data", "../../PkgInfo"), "The symbolic link 'Frameworks/DemoKit.framework/Data' in 'test.ipa' leads out of 'Frameworks/DemoKit.framework', which is sealed by itself: to 'PkgInfo' in the app.");
        yield return Case("link out of an extension to its neighbour", new SampleIpa().WithExtension().WithExtension("Share2").WithLink("PlugIns/Share.appex/x", "../Share2.appex/Share2"), "The symbolic link 'PlugIns/Share.appex/x' in 'test.ipa' leads out of 'PlugIns/Share.appex', which is sealed by itself: to 'PlugIns/Share2.appex/Share2' in the app.");
        yield return Case("link out of an extension to the app's folder", new SampleIpa().WithExtension().WithLink("PlugIns/Share.appex/x", "../.."), "The symbolic link 'PlugIns/Share.appex/x' in 'test.ipa' leads out of 'PlugIns/Share.appex', which is sealed by itself: to '.' in the app.");
        yield return Case("bundles too deep", new SampleIpa().With(string.Concat(Enumerable.Repeat("a.bundle/", 120)) + "x", "x"), "The path of the bundle 'a.bundle/a.bundle/");
        yield return Case("too many bundles", ManyBundles(2000, []), "'test.ipa' has more than '2000' folders that are bundles or look like it.");
        yield return Case("bundles too large", ManyBundles(17, new byte[4 << 20]), "The property lists and profiles of the bundles in 'test.ipa' have '");
        yield return Case("link to nothing", new SampleIpa().WithLink("a", ""), "The symbolic link 'Payload/Demo.app/a' in 'test.ipa' has no valid target.");
        yield return Case("name", new SampleIpa().WithEntry("Payload/Demo.app/../x", [1]), "The entry name 'Payload/Demo.app/../x' of 'test.ipa' leads out of the package ('..').");
    }

    [TestCaseSource(nameof(Unfit))]
    public void Read_WhenPackageIsUnfit_SaysWhy(SampleIpa ipa, string headline)
    {
        using var folder = new TestFolder();
        var path = ipa.WriteTo(folder.Combine("test.ipa"));

        var error = Assert.Throws<DistributionException>(() =>
        {
            using var package = ZipPackage.Open(path);
            IosApp.Read(package);
        })!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Message, Does.StartWith(headline));
        Assert.That(error.Faults[0].Remedy, Is.Not.Empty);
    }

    private static void Read(SampleIpa ipa, Action<IosApp> check)
    {
        using var folder = new TestFolder();
        using var package = ZipPackage.Open(ipa.WriteTo(folder.Combine("test.ipa")));
        check(IosApp.Read(package));
    }

    private static SampleIpa ManyBundles(int count, byte[] info) =>
        Enumerable.Range(0, count).Aggregate(new SampleIpa(), (ipa, number) => ipa.With($"{number}.bundle/Info.plist", info));

    private static TestCaseData Case(string name, SampleIpa ipa, string headline) => new TestCaseData(ipa, headline).SetArgDisplayNames(name);
}
