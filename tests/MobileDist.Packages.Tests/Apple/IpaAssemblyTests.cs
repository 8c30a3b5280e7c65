using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Packages.Tests.Apple;

public sealed class IpaAssemblyTests
{
    private static readonly byte[] Machine = new SignedMachO().ToArray();

    [Test]
    public async Task AssembleAsync_WhenFolderIsAnApp_PutsItUnderPayloadWithModesAndLinks()
    {
        using var folder = new TestFolder();
        App().WithLink("Frameworks/Alias", "DemoKit.framework/DemoKit").With("Café ☕.txt", "x").With("empty.dat", []).With("large.bin", new byte[3_000_000]).WriteFolder(folder.Combine("Demo.app"));
        folder.Write("Demo.app/.DS_Store", [1]);
        folder.Write("Demo.app/__MACOSX/x", [1]);
        folder.Write("Demo.app/._Info.plist", [1]);

        using var package = ZipPackage.Open(await AssembleAsync(folder, "Demo.app"));

        Assert.That(package.Entries.Select(entry => $"{entry.Name} {Convert.ToString(entry.UnixMode, 8)}"), Is.EqualTo(new[]
        {
            "Payload/Demo.app/Café ☕.txt 100644",
            "Payload/Demo.app/Demo 100755",
            "Payload/Demo.app/Frameworks/Alias 120755",
            "Payload/Demo.app/Frameworks/DemoKit.framework/DemoKit 100755",
            "Payload/Demo.app/Frameworks/DemoKit.framework/Info.plist 100644",
            "Payload/Demo.app/Info.plist 100644",
            "Payload/Demo.app/PkgInfo 100644",
            "Payload/Demo.app/empty.dat 100644",
            "Payload/Demo.app/large.bin 100644",
        }).AsCollection);
        Assert.That(package.ReadAllBytes(package.Find("Payload/Demo.app/Demo")!, 1 << 20), Is.EqualTo(Machine));
        Assert.That(package.ReadAllBytes(package.Find("Payload/Demo.app/large.bin")!, 3_000_000), Is.EqualTo(new byte[3_000_000]));
        Assert.That(package.ReadAllBytes(package.Find("Payload/Demo.app/empty.dat")!, 1), Is.Empty);
        Assert.That(package.ReadAllBytes(package.Find("Payload/Demo.app/Frameworks/Alias")!, 100), Is.EqualTo("DemoKit.framework/DemoKit"u8.ToArray()));
        Assert.That(IosApp.Read(package).Bundles, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task AssembleAsync_WhenModesWereLost_KnowsCodeByItsContent()
    {
        using var folder = new TestFolder();
        new SampleIpa(Machine, "").With("Demo", Machine).With("java.class", [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65]).WriteFolder(folder.Combine("Demo.app"));

        using var package = ZipPackage.Open(await AssembleAsync(folder, "Demo.app"));

        Assert.That(Convert.ToString(package.Find("Payload/Demo.app/Demo")!.UnixMode, 8), Is.EqualTo("100755"));
        Assert.That(Convert.ToString(package.Find("Payload/Demo.app/java.class")!.UnixMode, 8), Is.EqualTo("100644"));
    }

    [Test]
    public async Task AssembleAsync_WhenFolderIsAnArchive_TakesAppAndSwiftSupport()
    {
        using var folder = new TestFolder();
        new SampleIpa(Machine, "Products/Applications/Demo.app/").WriteFolder(folder.Combine("Demo 1.xcarchive"));
        folder.Write("Demo 1.xcarchive/Info.plist", "x");
        folder.Write("Demo 1.xcarchive/dSYMs/Demo.app.dSYM/Contents/Info.plist", "x");
        folder.Write("Demo 1.xcarchive/SwiftSupport/iphoneos/libswiftCore.dylib", [1]);

        using var package = ZipPackage.Open(await AssembleAsync(folder, $"Demo 1.xcarchive{Path.DirectorySeparatorChar}"));

        Assert.That(package.Entries.Select(entry => entry.Name), Is.EqualTo(new[]
        {
            "Payload/Demo.app/Demo", "Payload/Demo.app/Info.plist", "Payload/Demo.app/PkgInfo", "SwiftSupport/iphoneos/libswiftCore.dylib",
        }));
    }

    [Test]
    public async Task AssembleAsync_WhenRunTwice_MakesTheSameBytes()
    {
        using var folder = new TestFolder();
        App().WriteFolder(folder.Combine("Demo.app"));
        var first = await File.ReadAllBytesAsync(await AssembleAsync(folder, "Demo.app"));
        File.SetLastWriteTimeUtc(folder.Combine("Demo.app", "Info.plist"), DateTime.UnixEpoch.AddYears(40));

        Assert.That(await File.ReadAllBytesAsync(await AssembleAsync(folder, "Demo.app")), Is.EqualTo(first));
    }

    [TestCase("Demo.app/a", "../../x", "The symbolic link 'Payload/Demo.app/a' in '{0}' leads out of the app: its target is '../../x'.")]
    [TestCase("Demo.app/b/a", "/etc", "The symbolic link 'Payload/Demo.app/b/a' in '{0}' leads out of the app: its target is '/etc'.")]
    [TestCase("Demo.app/a", "../Demo.app/Demo", "The symbolic link 'Payload/Demo.app/a' in '{0}' leads out of the app: its target is '../Demo.app/Demo'.")]
    public void AssembleAsync_WhenLinkLeadsOut_Refuses(string link, string target, string headline)
    {
        using var folder = new TestFolder();
        App().WriteFolder(folder.Combine("Demo.app"));
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Combine(link))!);
        SymbolicLink.ToFile(folder.Combine(link), target);

        Refuses(folder, "Demo.app", string.Format(System.Globalization.CultureInfo.InvariantCulture, headline, folder.Combine("Demo.app")));
    }

    [Test]
    public void AssembleAsync_WhenFolderIsNoApp_SaysSo()
    {
        using var folder = new TestFolder();
        folder.Write("Kit.xcarchive/Products/Library/Frameworks/Kit.framework/Info.plist", "x");
        folder.Write("Two.xcarchive/Products/Applications/A.app/Info.plist", "x");
        folder.Write("Two.xcarchive/Products/Applications/B.app/Info.plist", "x");
        folder.Write("Other/Info.plist", "x");
        folder.Write("File.app", "x");
        Directory.CreateDirectory(folder.Combine("Empty.app"));

        Refuses(folder, "Kit.xcarchive", "The archive 'Kit.xcarchive' has no app in 'Products/Applications'.");
        Refuses(folder, "Two.xcarchive", "'Two.xcarchive' holds more than one app: 'A.app' and 'B.app'.");
        Refuses(folder, "Other", $"'{folder.Combine("Other")}' is no folder of an iOS app.");
        Refuses(folder, "File.app", $"'{folder.Combine("File.app")}' is no folder of an iOS app.");
        Refuses(folder, "Empty.app", $"'{folder.Combine("Empty.app")}' is no folder of an iOS app.");
        Refuses(folder, "Missing.app", $"'{folder.Combine("Missing.app")}' is no folder of an iOS app.");
    }

    [Test]
    public void AssembleAsync_WhenCancelled_LeavesNothing()
    {
        using var folder = new TestFolder();
        App().WriteFolder(folder.Combine("Demo.app"));

        Assert.That(() => IpaAssembly.AssembleAsync(folder.Combine("Demo.app"), folder.Combine("out", "Demo.ipa"), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Combine("out")), Is.Empty);
    }

    [Test]
    [Category("Peer")]
    public async Task AssembleAsync_WhenUnzipReadsIt_FindsModesAndLinks()
    {
        var unzip = Peer.Require("unzip");
        using var folder = new TestFolder();
        App().WithLink("Alias", "Demo").With("Café ☕.txt", "x").WriteFolder(folder.Combine("Demo.app"));
        var ipa = await AssembleAsync(folder, "Demo.app");

        unzip.Run("-q", ipa, "-d", folder.Combine("there")).Succeeded();

        Assert.That(new FileInfo(folder.Combine("there", "Payload", "Demo.app", "Alias")).LinkTarget, Is.EqualTo("Demo"));
        Assert.That(await File.ReadAllBytesAsync(folder.Combine("there", "Payload", "Demo.app", "Demo")), Is.EqualTo(Machine));
        Assert.That(File.Exists(folder.Combine("there", "Payload", "Demo.app", "Café ☕.txt")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(folder.Combine("there", "Payload", "Demo.app", "Demo")).HasFlag(UnixFileMode.OtherExecute));
        }
    }

    private static SampleIpa App() => new SampleIpa(Machine, "").WithFramework();

    private static async Task<string> AssembleAsync(TestFolder folder, string name)
    {
        var output = folder.Combine("out", "Demo.ipa");
        await IpaAssembly.AssembleAsync(folder.Combine(name), output, default);
        Assert.That(Directory.GetFiles(folder.Combine("out")), Has.Length.EqualTo(1), "no pending file is left");
        return output;
    }

    private static void Refuses(TestFolder folder, string name, string headline)
    {
        var error = Assert.ThrowsAsync<DistributionException>(() => IpaAssembly.AssembleAsync(folder.Combine(name), folder.Combine("out.ipa"), default))!;

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(error.Message, Is.EqualTo(headline));
        Assert.That(File.Exists(folder.Combine("out.ipa")), Is.False);
    }
}
