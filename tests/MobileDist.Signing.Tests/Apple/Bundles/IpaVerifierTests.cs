using System.Collections.Immutable;
using System.Text;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Signing.Apple.Code;
using MobileDist.Signing.Apple.Identity;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Bundles;

public sealed class IpaVerifierTests : IpaTestBase
{
    private const string Root = "Payload/Demo.app/";

    // Signed once: each test breaks a copy.
    private static readonly Lazy<Task<byte[]>> Signed = new(SignOnceAsync);

    [Test]
    public async Task VerifyAsync_WhenAnyByteOfTheAppIsFlipped_NamesTheFile()
    {
        var original = await SignedAsync();
        var random = new Random(20);
        var undetected = new List<string>();
        foreach (var (name, content) in Entries(original).Where(entry => IsSealed(entry.Key) && entry.Value.Length > 0))
        {
            var path = name[Root.Length..];
            foreach (var at in Positions(path, content.Length, random))
            {
                var broken = Repack(original, (entry, bytes) => entry.Equals(name, StringComparison.Ordinal) ? Flip(bytes, at, random) : bytes);
                if (!await IsFoundAsync(broken, path))
                {
                    undetected.Add($"{path} at {at} of {content.Length}");
                }
            }
        }

        Assert.That(undetected, Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenAPageOfCodeIsFlipped_NamesFileAndPage()
    {
        var found = await BreakAsync($"{Root}PlugIns/Share.appex/Share", bytes => Flip(bytes, 0x4100));

        var page = found.Findings.Single(finding => finding.Code?.Kind == CodeFindingKind.PageModified);
        Assert.That((page.Bundle, page.File), Is.EqualTo(("PlugIns/Share.appex", "PlugIns/Share.appex/Share")));
        Assert.That(page.Message, Does.Contain("Share").And.Contain("4"));
        Assert.That(page.Symptom, Does.Contain("0xe8008014"));
        Assert.That(found.Findings.Where(finding => finding.Kind == IpaFindingKind.ResourceModified).Select(finding => finding.Bundle), Is.EqualTo((string[])[""]), "the app's seal covers it too");
    }

    [TestCase("Assets.car", "")]
    [TestCase("en.lproj/Localizable.strings", "")]
    [TestCase("Res.bundle/_CodeSignature/CodeResources", "")]
    [TestCase("embedded.mobileprovision", "")]
    [TestCase("Frameworks/DemoKit.framework/Base.lproj/Kit.nib", "|Frameworks/DemoKit.framework")]
    [TestCase("PlugIns/Share.appex/embedded.mobileprovision", "|PlugIns/Share.appex")]
    public async Task VerifyAsync_WhenAResourceIsModified_NamesItInEveryBundleAroundIt(string path, string bundles)
    {
        var found = await BreakAsync(Root + path, bytes => [.. bytes, 0]);

        var modified = found.Findings.Where(finding => finding.Kind == IpaFindingKind.ResourceModified).ToArray();
        Assert.That(modified.Select(finding => finding.File), Has.All.EqualTo(path));
        Assert.That(modified.Select(finding => finding.Bundle), Is.EqualTo(bundles.Split('|').Order(StringComparer.Ordinal)));
        Assert.That(modified[0].Symptom, Does.Contain("0xe8008017"));
    }

    [Test]
    public async Task VerifyAsync_WhenAFileIsAddedRemovedOrRenamed_SaysWhich()
    {
        var original = await SignedAsync();
        var broken = Repack(
            original,
            (name, bytes) => name is $"{Root}.hidden" or $"{Root}version.plist" ? null : bytes,
            zip => zip.Add(new RawZipEntry($"{Root}renamed.plist", "v"u8.ToArray())).Add(new RawZipEntry($"{Root}PlugIns/Share.appex/new.txt", [1])).Add(new RawZipEntry($"{Root}._evil", [2])));

        var found = await VerifyAsync(broken);

        Assert.That(Files(found, IpaFindingKind.ResourceMissing), Is.EqualTo((string[])[".hidden", "version.plist"]));
        Assert.That(Files(found, IpaFindingKind.ResourceAdded), Is.EqualTo((string[])["._evil", "PlugIns/Share.appex/new.txt", "renamed.plist", "PlugIns/Share.appex/new.txt"]));
    }

    [Test]
    public async Task VerifyAsync_WhenALanguageIsTakenOut_IsContent()
    {
        var found = await BreakAsync($"{Root}en.lproj/Localizable.strings", _ => null);

        Assert.That(found.Findings, Is.Empty, Describe(found));
    }

    [Test]
    public async Task VerifyAsync_WhenASymlinkIsRetargeted_SaysWhereItLeads()
    {
        var found = await BreakAsync($"{Root}link", _ => "Assets.car"u8.ToArray());

        Assert.That(found.Findings.Single().Kind, Is.EqualTo(IpaFindingKind.ResourceModified));
        Assert.That(found.Findings.Single().Message, Does.Contain("'Assets.car'").And.Contain("'Res.bundle/Info.plist'"));
    }

    [Test]
    public async Task VerifyAsync_WhenCodeIsNotSigned_FindsItWhereverItLies()
    {
        var broken = Repack(await SignedAsync(), (_, bytes) => bytes, zip => zip.Add(new RawZipEntry($"{Root}Data/plugin", SampleCode.Library)));

        var found = await VerifyAsync(broken);

        Assert.That(found.Findings.Single(finding => finding.Code?.Kind == CodeFindingKind.NoSignature).File, Is.EqualTo("Data/plugin"));
    }

    [Test]
    public async Task VerifyAsync_WhenAStrangerLiesInTheSignatureFolder_NamesIt()
    {
        var found = await VerifyAsync(Repack(await SignedAsync(), (_, bytes) => bytes, zip => zip.Add(new RawZipEntry($"{Root}_CodeSignature/CodeDirectory", [1]))));

        Assert.That(found.Findings.Select(finding => (finding.Kind, finding.File)), Is.EqualTo((IEnumerable<(IpaFindingKind, string?)>)[(IpaFindingKind.SignatureFolderStranger, "_CodeSignature/CodeDirectory")]));
    }

    [TestCase("_CodeSignature/CodeResources", IpaFindingKind.SealMissing)]
    [TestCase("embedded.mobileprovision", IpaFindingKind.ProfileMissing)]
    public async Task VerifyAsync_WhenAPartOfTheSignatureIsGone_SaysSo(string path, IpaFindingKind kind)
    {
        var found = await BreakAsync(Root + path, _ => null);

        Assert.That(found.Findings.Select(finding => finding.Kind), Does.Contain(kind));
        Assert.That(found.IsVerified, Is.False);
    }

    [Test]
    public async Task VerifyAsync_WhenTheSealIsMalformed_SaysWhy()
    {
        var found = await BreakAsync($"{Root}_CodeSignature/CodeResources", _ => "<plist version=\"1.0\"><dict/></plist>"u8.ToArray());

        Assert.That(found.Findings.Select(finding => finding.Kind), Is.SupersetOf((IpaFindingKind[])[IpaFindingKind.SealMalformed, IpaFindingKind.Code]));
    }

    [Test]
    public async Task VerifyAsync_WhenRulesLeaveFilesOut_CallsThemWeak()
    {
        var found = await BreakAsync($"{Root}_CodeSignature/CodeResources", bytes => Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(bytes).Replace("<key>^PkgInfo$</key>", "<key>^Assets\\.car$</key>", StringComparison.Ordinal)));

        Assert.That(found.Findings.Select(finding => finding.Kind), Is.SupersetOf((IpaFindingKind[])[IpaFindingKind.RulesWeak, IpaFindingKind.RulesUnusual]));
    }

    [Test]
    public async Task VerifyAsync_WhenAnEntryDoesNotUnpack_NamesIt()
    {
        var broken = Repack(await SignedAsync(), (name, bytes) => name is $"{Root}Assets.car" ? null : bytes, zip =>
            zip.Add(new RawZipEntry($"{Root}Assets.car", new byte[5000]) { Deflated = true, ClaimedCrc = 1 }));

        var found = await VerifyAsync(broken);

        Assert.That(found.Findings.Where(finding => finding.Kind == IpaFindingKind.EntryDamaged).Select(finding => finding.Message), Has.One.Contains("Assets.car"));
    }

    [Test]
    public async Task VerifyAsync_WhenNamesModesAndFinderAreOdd_WarnsOnly()
    {
        var odd = App().With("ASSETS.CAR", "x").WithEntry("__MACOSX/._Demo.app", [1]);
        var signed = await SignAsync(Write(odd));
        Assert.That(signed.Warnings.Select(finding => finding.Kind), Is.EqualTo((IpaFindingKind[])[IpaFindingKind.NamesDifferInCase]));

        var found = await VerifyAsync(Repack(signed.Output, (_, bytes) => bytes, zip => zip.Add(new RawZipEntry("__MACOSX/._Demo.app", [1]))));

        Assert.That(found.IsVerified, Is.True, Describe(found));
        Assert.That(found.Warnings.Select(finding => finding.Kind), Is.EqualTo((IpaFindingKind[])[IpaFindingKind.NamesDifferInCase, IpaFindingKind.Litter]));
    }

    [Test]
    public async Task VerifyAsync_WhenTheRootIsNotTrusted_SaysSoOfCodeAndProfiles()
    {
        var signed = await SignAsync(Write(App()));

        var found = await IpaVerifier.VerifyAsync(signed.Output, new IpaVerificationOptions(Now), progress: null, CancellationToken.None);

        Assert.That(found.Findings.Count(finding => finding.Kind == IpaFindingKind.ProfileUntrusted), Is.EqualTo(2));
        Assert.That(found.Findings.Count(finding => finding.Code?.Kind == CodeFindingKind.ChainUntrusted), Is.EqualTo(4));
    }

    [Test]
    public async Task VerifyAsync_WhenTimePasses_SaysWhatExpires()
    {
        var plan = WithProfile(profile => profile with { Expires = Now.AddDays(20) });
        var signed = await SignAsync(Write(App()), plan);
        Assert.That(signed.Warnings.Select(finding => (finding.Kind, finding.File)), Is.EqualTo((IEnumerable<(IpaFindingKind, string?)>)[(IpaFindingKind.ProfileExpiresSoon, "embedded.mobileprovision")]));

        using var root = AppleTestAuthority.Shared.Root.CreateCertificate();
        var later = await IpaVerifier.VerifyAsync(signed.Output, new IpaVerificationOptions(Now.AddDays(21), [root]), progress: null, CancellationToken.None);

        Assert.That(later.Errors.Select(finding => finding.Kind), Is.EqualTo((IpaFindingKind[])[IpaFindingKind.ProfileExpired]));
        Assert.That(later.Errors[0].Symptom, Does.Contain("0xe8008011"));
        Assert.That(later.Errors[0].Message, Does.Contain($"The profile 'Ad hoc {SampleIpa.Identifier}' ({plan.Bundles[""].Profile.Uuid[..8]}) of the app expired on"), "two profiles may have one name");
    }

    [Test]
    public async Task VerifyAsync_WhenASealHoldsLineEnds_KeepsThemOutOfTheLog()
    {
        var found = await BreakAsync($"{Root}_CodeSignature/CodeResources", bytes => Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(bytes).Replace("<key>empty.dat</key>", "<key>empty.dat&#10;::error::x</key>", StringComparison.Ordinal)));

        var missing = found.Findings.Single(finding => finding.Kind == IpaFindingKind.ResourceMissing);
        Assert.That(missing.Message, Does.Contain("'empty.dat ::error::x'"));
        Assert.That(missing.ToFault().Details.Select(detail => detail.Value), Has.None.Contains("\n"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void ToFault_WhenAnyKind_HasANextStep(IpaFindingKind kind) => Assert.That(new IpaFinding(kind, "", null, "x").ToFault().Remedy, Is.Not.Empty);

    private static IpaFindingKind[] Kinds() => Enum.GetValues<IpaFindingKind>();

    [Test]
    public async Task VerifyAsync_WhenCodeIsByAnotherTeam_NamesBoth()
    {
        var ours = await SignAsync(Write(App()));
        var theirs = await SignAsync(Write(App()), PlanOfOtherTeam(), output: "theirs.ipa");
        var foreign = Entries(theirs.Output)[$"{Root}Frameworks/libdemo.1.2.dylib"];

        var found = await VerifyAsync(Repack(ours.Output, (name, bytes) => name is $"{Root}Frameworks/libdemo.1.2.dylib" ? foreign : bytes));

        Assert.That(found.Findings.Single(finding => finding.Kind == IpaFindingKind.TeamDiffers).Message, Does.Contain("'OTHER98765'").And.Contain("'TEAM123456'"));
    }

    private static AppleSigningPlan PlanOfOtherTeam()
    {
        var identity = AppleTestAuthority.Shared.OtherTeam;
        var plan = Plan(identity, ("PlugIns/Share.appex", "com.example.demo.share"));
        return plan with { Bundles = plan.Bundles.ToImmutableDictionary(bundle => bundle.Key, bundle => Moved(bundle.Value, identity), StringComparer.Ordinal) };
    }

    private static BundleSigningPlan Moved(BundleSigningPlan plan, AppleTestIdentity identity)
    {
        var moved = BundlePlan(plan.Profile.AppId, identity, profile => profile with { TeamId = AppleTestAuthority.OtherTeamId, Prefix = AppleTestAuthority.OtherTeamId });
        return moved with
        {
            Entitlements = moved.Entitlements
                .With("application-identifier", new Packages.Apple.PropertyLists.PropertyListString(moved.Profile.ApplicationIdentifier))
                .With("com.apple.developer.team-identifier", new Packages.Apple.PropertyLists.PropertyListString(AppleTestAuthority.OtherTeamId)),
        };
    }

    private static IEnumerable<string?> Files(IpaVerification verification, IpaFindingKind kind) => verification.Findings.Where(finding => finding.Kind == kind).Select(finding => finding.File);

    // Apple's own rules leave this file out, so that nobody sees whether it changes.
    private static bool IsSealed(string name) => name.StartsWith(Root, StringComparison.Ordinal) && !name.EndsWith("locversion.plist", StringComparison.Ordinal);

    private static byte[] Flip(byte[] bytes, int at, Random? random = null)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= (byte)(1 << (random?.Next(8) ?? 0));
        return flipped;
    }

    // First, last and a few between; in code, whose signature is at its end, some more of those.
    private static IEnumerable<int> Positions(string path, int length, Random random)
    {
        IEnumerable<int> positions = [0, length - 1, random.Next(length)];
        return path is "Demo" or "Frameworks/libdemo.1.2.dylib" ? positions.Concat(Enumerable.Range(0, 12).Select(_ => length - 1 - random.Next(Math.Min(length, 18_000)))) : positions;
    }

    // Found is also what cannot be read any more, when the sentence names it.
    private static async Task<bool> IsFoundAsync(string package, string path)
    {
        try
        {
            var found = await VerifyAsync(package);
            return found.Findings.Any(finding => string.Equals(finding.File, path, StringComparison.Ordinal) || finding.Message.Contains("Info.plist", StringComparison.Ordinal) || finding.Message.Contains("CodeResources", StringComparison.Ordinal));
        }
        catch (DistributionException error)
        {
            return error.Message.Contains(path, StringComparison.Ordinal) || error.Faults.Any(fault => fault.Details.Any(detail => detail.Value.Contains(path, StringComparison.Ordinal)));
        }
    }

    private async Task<IpaVerification> BreakAsync(string entry, Func<byte[], byte[]?> change) =>
        await VerifyAsync(Repack(await SignedAsync(), (name, bytes) => string.Equals(name, entry, StringComparison.Ordinal) ? change(bytes) : bytes));

    private async Task<string> SignedAsync() => Folder.Write("original.ipa", await Signed.Value);

    private static async Task<byte[]> SignOnceAsync()
    {
        using var folder = new TestFolder();
        var result = await IpaSigner.SignAsync(App().WriteTo(folder.Combine("in.ipa")), folder.Combine("out.ipa"), new IpaSigningRequest(AppPlan(), Now), progress: null, CancellationToken.None);
        return await File.ReadAllBytesAsync(result.Output);
    }
}
