using System.Text.Json;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>What programs that share no line with ours say of what we signed: Python's standard library recomputes every digest, Info-ZIP unpacks.</summary>
[Category("Peer")]
public sealed class IpaPeerTests : IpaTestBase
{
    private static readonly string Script = RepositoryRoot.Combine("tests", "MobileDist.Testing", "Apple", "check_ipa.py");

    [Test]
    public async Task SignAsync_WhenPythonRecomputesEverything_AgreesInEveryDigest()
    {
        var result = await SignAsync(Write(App()));

        Assert.That(Signed(result.Output), Is.EqualTo((string[])["Demo", "Frameworks/DemoKit.framework/DemoKit", "Frameworks/libdemo.1.2.dylib", "PlugIns/Share.appex/Share"]));
    }

    [Test]
    public async Task SignAsync_WhenItIsTheSample_AgreesInEveryDigest()
    {
        const string Identifier = "com.example.mobiledist.sample";
        var result = await SignAsync(SampleCode.Package, Plan(("", Identifier), ("PlugIns/Share.appex", $"{Identifier}.share")));

        Assert.That(Signed(result.Output), Is.EqualTo((string[])["Frameworks/SampleKit.framework/SampleKit", "PlugIns/Share.appex/Share", "Sample"]));
    }

    [Test]
    public async Task SignAsync_WhenAssetPacksAreInside_AgreesInEveryDigestAndOpensslInTheSignature()
    {
        const string Pack = "OnDemandResources/com.example.demo.level.assetpack";
        var app = App()
            .WithBundle(Pack, "BNDL", "com.example.demo.level", "level", null)
            .With($"{Pack}/a/level.dat", [.. Enumerable.Range(0, 5000).Select(i => (byte)i)])
            .With($"{Pack}/en.lproj/t.strings", "t")
            .WithLink($"{Pack}/link", "a/level.dat");

        var result = await SignAsync(Write(app));

        Assert.That(Signed(result.Output), Is.EqualTo((string[])["Demo", "Frameworks/DemoKit.framework/DemoKit", "Frameworks/libdemo.1.2.dylib", Pack, "PlugIns/Share.appex/Share"]));
        var entries = Entries(result.Output);
        using var root = AppleTestAuthority.Shared.Root.CreateCertificate();
        Peer.Require("openssl").Run(
            "cms", "-verify", "-binary", "-inform", "DER", "-in", Folder.Write("cms", entries[$"Payload/Demo.app/{Pack}/_CodeSignature/CodeSignature"]),
            "-content", Folder.Write("cd", entries[$"Payload/Demo.app/{Pack}/_CodeSignature/CodeDirectory"]),
            "-CAfile", Folder.Write("root.pem", root.ExportCertificatePem()), "-purpose", "any", "-ignore_critical", "-out", Folder.Combine("content")).Succeeded();

        var broken = Repack(result.Output, (name, bytes) => name.EndsWith("CodeRequirements-1", StringComparison.Ordinal) ? [.. bytes[..^1], (byte)(bytes[^1] ^ 1)] : bytes);
        Assert.That(Peer.Require("python3").Run(Script, broken).Output, Does.Contain("the page of CodeRequirements-1"));
    }

    [Test]
    public async Task CheckIpa_WhenAnythingIsFlipped_FindsItToo()
    {
        var result = await SignAsync(Write(App()));
        foreach (var path in (string[])["Payload/Demo.app/Assets.car", "Payload/Demo.app/Demo", "Payload/Demo.app/_CodeSignature/CodeResources", "Payload/Demo.app/Info.plist"])
        {
            var broken = Repack(result.Output, (name, bytes) => string.Equals(name, path, StringComparison.Ordinal) ? [.. bytes[..^70], (byte)(bytes[^70] ^ 1), .. bytes[^69..]] : bytes);
            var said = Peer.Require("python3").Run(Script, broken);

            Assert.That(said.ExitCode != 0 || !said.Output.Contains("\"faults\": []", StringComparison.Ordinal), Is.True, path);
        }
    }

    [Test]
    public async Task SignAsync_WhenInfoZipUnpacksIt_FindsNoErrorsAndItsModes()
    {
        var result = await SignAsync(Write(App()));
        var target = Folder.Combine("unpacked");

        var said = Peer.Require("unzip").Run("-q", result.Output, "-d", target);

        Assert.That(said.ExitCode, Is.Zero, said.Error);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Path.Combine(target, "Payload", "Demo.app", "Demo")).HasFlag(UnixFileMode.UserExecute), Is.True);
            Assert.That(new FileInfo(Path.Combine(target, "Payload", "Demo.app", "link")).LinkTarget, Is.EqualTo("Res.bundle/Info.plist"));
            Assert.That(File.Exists(Path.Combine(target, "Payload", "Demo.app", "Café ☕.txt")), Is.True);
        }
    }

    private static string?[] Signed(string package)
    {
        var said = Peer.Require("python3").Run(Script, package);
        Assert.That(said.ExitCode, Is.Zero, said.Error);
        using var json = JsonDocument.Parse(said.Output);
        Assert.That(json.RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()), Is.Empty);
        return [.. json.RootElement.GetProperty("signed").EnumerateArray().Select(path => path.GetString())];
    }
}
