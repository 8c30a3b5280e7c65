using System.Text.Json;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>Other programs judge what was signed: Python's hashlib and plistlib, openssl, llvm.</summary>
[Category("Peer")]
public sealed class SignedPeerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase(TestMachO.App)]
    [TestCase(TestMachO.LinkerSigned)]
    [TestCase(TestMachO.EmbeddedInfo)]
    public async Task Python_WhenAppIsSigned_RecomputesEveryDigest(string name)
    {
        var path = _folder.Write("Demo", await CodeSample.SignAsync(TestMachO.Read(name), CodeSample.App()));

        var slice = Check(path, "--info-plist", _folder.Write("Info.plist", CodeSample.InfoPlist.Span), "--code-resources", _folder.Write("CodeResources", CodeSample.CodeResources.Span))[0];

        Assert.That(slice.GetProperty("faults").GetArrayLength(), Is.Zero, slice.GetRawText());
        Assert.That(slice.GetProperty("special").GetInt32(), Is.EqualTo(7));
        Assert.That(slice.GetProperty("team").GetString(), Is.EqualTo("TEAM123456"));
        Assert.That(slice.GetProperty("flags").GetInt32(), Is.Zero);
        Assert.That(slice.GetProperty("cdhash").GetString(), Is.EqualTo(Convert.ToHexStringLower(FirstOf(path).CdHash.AsSpan())));
    }

    [TestCase(TestMachO.Library, 1)]
    [TestCase(TestMachO.Fat, 2)]
    [TestCase(TestMachO.Watch, 1)]
    public async Task Python_WhenLibraryIsSigned_RecomputesEveryDigest(string name, int count)
    {
        var slices = Check(_folder.Write("lib", await CodeSample.SignAsync(TestMachO.Read(name), CodeSample.Library())));

        Assert.That(slices, Has.Length.EqualTo(count));
        Assert.That(slices.Select(slice => slice.GetProperty("faults").GetArrayLength()), Is.All.Zero);
        Assert.That(slices.Select(slice => slice.GetProperty("special").GetInt32()), Is.All.EqualTo(2));
    }

    [Test]
    public async Task Python_WhenAPageChanged_SaysSo()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.Library), CodeSample.Library());
        signed[0x1000] ^= 1;

        Assert.That(Check(_folder.Write("lib", signed))[0].GetProperty("faults")[0].GetString(), Is.EqualTo("page 1 of directory 0"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Openssl_WhenSigned_VerifiesTheCmsAgainstTheCodeDirectory(bool ec)
    {
        var identity = ec ? CodeSample.Authority.Ec : CodeSample.Authority.Distribution;
        var path = _folder.Write("Demo", await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App() with { Signer = CodeSample.SignerOf(identity) }));
        Check(path, "--extract", _folder.Combine("out"), "--unknown-bundle");
        var root = _folder.Write("root.pem", CodeSample.Root.ExportCertificatePem());

        var openssl = Peer.Require("openssl");
        string[] arguments =
        [
            "cms", "-verify", "-binary", "-inform", "DER", "-in", _folder.Combine("out", "arm64.cms"), "-content", _folder.Combine("out", "arm64.cd"),
            "-CAfile", root, "-purpose", "any", "-ignore_critical", "-out", _folder.Combine("content"),
        ];
        openssl.Run(arguments).Succeeded();
        var printed = openssl.Run("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", _folder.Combine("out", "arm64.cms")).Succeeded();

        Assert.That(File.ReadAllBytes(_folder.Combine("content")), Is.EqualTo(File.ReadAllBytes(_folder.Combine("out", "arm64.cd"))));
        Assert.That(printed, Does.Contain("1.2.840.113635.100.9.1").And.Contain("1.2.840.113635.100.9.2"));
        Assert.That(printed, Does.Contain("UTCTIME:Nov 22 12:00:00 2026 GMT"));
        Assert.That(printed.Split("issuer:").Length - 1, Is.GreaterThanOrEqualTo(3), "leaf, intermediate and root");
    }

    [TestCase(TestMachO.App)]
    [TestCase(TestMachO.Fat)]
    [TestCase(TestMachO.Watch)]
    public async Task Llvm_WhenSigned_ReadsTheLoadCommands(string name)
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(name), CodeSample.Library());
        var path = _folder.Write("signed", signed);

        var printed = Peer.Require("llvm-objdump", "llvm-objdump-14").Run("--macho", "--arch", "all", "--private-headers", path).Succeeded();

        foreach (var slice in MachOFile.Read(new MachOMemorySource(signed), name).Slices)
        {
            Assert.That(printed, Does.Match($"LC_CODE_SIGNATURE\\s+cmdsize 16\\s+dataoff {slice.Signature!.Data.Offset}\\s+datasize {slice.Signature.Data.Length}"));
        }

        Assert.That(printed, Does.Not.Contain("past end"));
    }

    private static EmbeddedSignature FirstOf(string path)
    {
        var file = MachOFile.Read(new MachOMemorySource(File.ReadAllBytes(path)), path);
        return EmbeddedSignature.Read(file, file.Slices[0])!;
    }

    private static JsonElement[] Check(string path, params string[] options) => [.. Peer.Require("python3", "python")
        .Run([TestMachO.Checker, path, .. options]).Succeeded()
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)];
}
