using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Code;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>Signs and verifies the committed Mach-O files with the test authority's certificates.</summary>
internal static class CodeSample
{
    public const string Identifier = "com.example.demo";

    public static ReadOnlyMemory<byte> InfoPlist { get; } = Encoding.UTF8.GetBytes("<plist><dict><key>CFBundleIdentifier</key><string>com.example.demo</string></dict></plist>");

    public static ReadOnlyMemory<byte> CodeResources { get; } = Encoding.UTF8.GetBytes("<plist><dict><key>files</key><dict/></dict></plist>");

    public static PropertyListDictionary Entitlements { get; } = new(
    [
        KeyValuePair.Create("application-identifier", (PropertyListValue)new PropertyListString("TEAM123456.com.example.demo")),
        KeyValuePair.Create("keychain-access-groups", (PropertyListValue)new PropertyListArray([new PropertyListString("TEAM123456.com.example.demo")])),
        KeyValuePair.Create("get-task-allow", (PropertyListValue)new PropertyListBoolean(false)),
        KeyValuePair.Create("com.apple.developer.team-identifier", (PropertyListValue)new PropertyListString("TEAM123456")),
    ]);

    public static AppleTestAuthority Authority => AppleTestAuthority.Shared;

    public static X509Certificate2 Root { get; } = Authority.Root.CreateCertificate();

    /// <summary>The signer of a test identity; the test disposes of the key with the process.</summary>
    public static AppleSigner SignerOf(AppleTestIdentity identity) =>
        AppleSigner.Create(new SigningIdentity("test", identity.CreateKey(), identity.CreateChain()), "test.p12");

    /// <summary>An app's main executable.</summary>
    public static CodeSigningRequest App() => Library() with { Name = "Demo", Entitlements = Entitlements, InfoPlist = InfoPlist, CodeResources = CodeResources };

    /// <summary>A loose library.</summary>
    public static CodeSigningRequest Library() => new()
    {
        Name = "libdemo.dylib",
        Identifier = Identifier,
        Signer = SignerOf(Authority.Distribution),
        SigningTime = AppleTestAuthority.Now,
    };

    public static async Task<byte[]> SignAsync(byte[] file, CodeSigningRequest request)
    {
        using var output = new MemoryStream();
        var result = await MachOSigner.SignAsync(new MachOMemorySource(file), output, request, CancellationToken.None);
        Assert.That(output.Length, Is.EqualTo(result.Length));
        return output.ToArray();
    }

    public static CodeExpectations Expecting(CodeSigningRequest request) => new()
    {
        Name = request.Name,
        Identifier = request.Identifier,
        TeamId = AppleTestAuthority.TeamId,
        InfoPlist = request.InfoPlist,
        CodeResources = request.CodeResources,
        TrustedRoots = [Root],
        Now = AppleTestAuthority.Now,
    };

    public static Task<ImmutableArray<CodeFinding>> VerifyAsync(byte[] file, CodeExpectations expected) =>
        MachOVerifier.VerifyAsync(new MachOMemorySource(file), expected, CancellationToken.None);
}
