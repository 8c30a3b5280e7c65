using System.Globalization;
using System.Text.Json;
using MobileDist.Packages;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>The whole job on an iOS package, up to page and comment.</summary>
public sealed class IosJobTests : IosJobTestBase
{
    [Test]
    public async Task Distribute_WhenCertificateAndProfilesFit_EndsWithPageManifestAndWhoCanInstall()
    {
        using var project = Complete();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var row = distribution.Results.Single();
        var info = PackageReader.Read(row.Package!);
        Assert.That(info.Ios!.TeamId, Is.EqualTo(AppleTestAuthority.TeamId));
        Assert.That(info.Ios.EmbeddedProfile!.Value.ToArray(), Is.EqualTo(File.ReadAllBytes(project.Combine("profiles", "app.mobileprovision"))));
        Assert.That(row.Link, Is.EqualTo("https://builds.example.com/demo-ios/site/"));
        Assert.That(await File.ReadAllTextAsync(project.Output("demo-ios", "site", "manifest.plist")), Does.Contain(Identifier).And.Contain("https://builds.example.com/demo-ios/site/"));
        Approved.Verify("IosJob.notes.approved.txt", project.Scrub(project.Notes.Transcript));
        Approved.Verify("IosJob.comment.approved.md", project.Scrub(distribution.Announcement!.Markdown));
        Approved.Verify("IosJob.receipt.approved.json", project.Scrub(await project.ReceiptAsync("demo-ios")));
    }

    [Test]
    public async Task Distribute_WhenRunTwice_TakesOverWhatIsUnchanged()
    {
        using var project = Complete();
        await project.DistributeAsync();
        project.Notes.Clear();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.TakenOver), Is.EqualTo(new[]
        {
            "Build: 'app.ipa' is unchanged since an earlier run; taken over.",
            "Sign: Already signed, and the signature holds; taken over.",
            "Publish: Already published and unchanged; taken over.",
        }));
    }

    [Test]
    public async Task Distribute_WhenSomebodyJoinsTheRoster_PublishesAgain()
    {
        using var project = Complete();
        await project.DistributeAsync();
        project.Write("testers.yml", $"testers:\n  - name: Jane Doe\n    devices: [{{ udid: {AppleTestProfile.FirstDevice} }}]\n");

        await project.DistributeAsync();

        using var receipt = JsonDocument.Parse(await project.ReceiptAsync("demo-ios"));
        var audience = receipt.RootElement.GetProperty("sign").GetProperty("audience");
        Assert.That(audience.GetProperty("cannotInstall").GetArrayLength(), Is.Zero);
        Assert.That(await File.ReadAllTextAsync(project.Output("demo-ios", "site", "index.html")), Does.Contain("Jane D.").And.Not.Contain("John"));
    }

    [Test]
    public async Task Distribute_WhenOnlyThrowAwayIsAsked_SignsVerifiesAndSaysThatNoDeviceInstalls()
    {
        using var project = new Project("apps: { demo: { ios: { package: app.ipa, signing: { throw-away: true } } } }");
        CopySample(project);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Some.Contain("no device installs it"));
        Assert.That(PackageReader.Read(distribution.Results.Single().Package!).Ios!.IsSigned);
    }

    [Test]
    public async Task Distribute_WhenAnExtensionHasNoProfile_StopsBeforeSigningWithTheRemedy()
    {
        using var project = Complete();
        File.Delete(project.Combine("profiles", "share.mobileprovision"));

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain($"{Identifier}.share"));
        Assert.That(project.OutputFiles().Where(file => file.EndsWith(".ipa", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Distribute_WhenIdentifierAndVersionsAreSet_SignsThem()
    {
        using var project = Complete();
        project.Arguments["identifier"] = "com.example.beta";
        project.Arguments["marketing-version"] = "2.0";
        project.Arguments["build-number"] = "42";
        await WriteProfilesAsync(project, "com.example.beta");

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var info = PackageReader.Read(distribution.Results.Single().Package!);
        Assert.That((info.Identifier, info.VersionName, info.BuildNumber), Is.EqualTo(("com.example.beta", "2.0", "42")));
        Assert.That(info.Ios!.Bundles.Select(bundle => bundle.Identifier), Has.Some.EqualTo("com.example.beta.share"));
    }

    [Test]
    public async Task Sign_WhenTheTimeIsFixed_MakesTheSameBytesAtAnotherTime()
    {
        using var project = Complete();
        project.Environment["SOURCE_DATE_EPOCH"] = AppleTestAuthority.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var first = await File.ReadAllBytesAsync((await project.DistributeAsync()).Results.Single().Package!);
        project.Arguments["fresh"] = "true";
        project.Clock.Now += TimeSpan.FromHours(1);

        var second = await File.ReadAllBytesAsync((await project.DistributeAsync()).Results.Single().Package!);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task Sign_WhenTheFixedTimeIsNoTime_RefusesIt()
    {
        using var project = Complete();
        project.Environment["SOURCE_DATE_EPOCH"] = "yesterday";

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings), project.Notes.Transcript);
        Assert.That(distribution.Faults.Single().Headline, Is.EqualTo("The variable SOURCE_DATE_EPOCH has the value 'yesterday', which is no time."));
        Assert.That(project.OutputFiles().Where(file => file.StartsWith("demo-ios/demo", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Distribute_WhenThePackageIsAnArchiveFolder_PacksIt()
    {
        using var project = Complete();
        project.Arguments["package"] = "build/*.xcarchive";
        Directory.CreateDirectory(project.Combine("build"));
        System.IO.Compression.ZipFile.ExtractToDirectory(SamplePackage, project.Combine("build", "App.xcarchive", "Products"));
        Directory.Move(project.Combine("build", "App.xcarchive", "Products", "Payload"), project.Combine("build", "App.xcarchive", "Products", "Applications"));

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.OutputFiles(), Has.Some.EqualTo("demo-ios/built/App.ipa"));
    }

    [Test]
    public async Task Sign_WhenTheVerifierWarns_TheReceiptAndTheCommentSayIt()
    {
        using var project = Complete();
        await using (var zip = await System.IO.Compression.ZipFile.OpenAsync(project.Combine("app.ipa"), System.IO.Compression.ZipArchiveMode.Update))
        {
            await using var info = await zip.CreateEntry("Payload/OnDemandResources/level.assetpack/Info.plist").OpenAsync();
            await info.WriteAsync("""<?xml version="1.0"?><plist version="1.0"><dict><key>CFBundleIdentifier</key><string>com.example.level</string></dict></plist>"""u8.ToArray());
        }

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Exactly(1).Match("^Sign: .*level.assetpack"));
        Assert.That(distribution.Announcement!.Markdown, Does.Contain("level."));
    }

    [Test]
    public async Task Sign_WhenEntitlementsAreForNobody_ListsTheBundles()
    {
        using var project = Complete();
        project.Write("share.entitlements", """<?xml version="1.0"?><plist version="1.0"><dict/></plist>""");
        project.Write("mobiledist.yml", Settings.Replace("certificate: my.p12", "certificate: my.p12\n        entitlements: { com.example.other: share.entitlements }", StringComparison.Ordinal));

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Single().Details.Single(detail => detail.Name is "valid").Value, Does.Contain($"{Identifier}.share"));
    }

    [Test]
    public async Task Publish_WhenTheSignedPackageWasChanged_Refuses()
    {
        using var project = Complete();
        var distribution = project.Load();
        await distribution.CheckAsync(CancellationToken.None);
        await distribution.BuildAsync(CancellationToken.None);
        await distribution.SignAsync(CancellationToken.None);
        var path = distribution.Results.Single().Package!;
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        await Rewrite(project, path);

        var again = project.Load();
        await again.PublishAsync(CancellationToken.None);

        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(project.OutputFiles(), Has.None.Contain("/site/"));
    }

    [Test]
    public async Task Verify_WhenAPackageIsSigned_NamesItsSigner_AndRefusesAnUnsignedOne()
    {
        using var project = Complete();
        await project.DistributeAsync();

        var verified = await PackageVerification.VerifyAsync("artifacts/mobiledist/demo-ios/*.ipa", project.Root, acceptAnyIssuer: true, project.Clock, null, CancellationToken.None);
        var foreign = Assert.ThrowsAsync<DistributionException>(() =>
            PackageVerification.VerifyAsync("artifacts/mobiledist/demo-ios/*.ipa", project.Root, acceptAnyIssuer: false, project.Clock, null, CancellationToken.None));
        var unsigned = Assert.ThrowsAsync<DistributionException>(() =>
            PackageVerification.VerifyAsync("app.ipa", project.Root, acceptAnyIssuer: true, project.Clock, null, CancellationToken.None));

        Assert.That(verified.Info!.Identifier, Is.EqualTo(Identifier));
        Assert.That(verified.Schemes, Is.EqualTo(new[] { "codesign" }));
        Assert.That((foreign.ExitCode, unsigned.ExitCode), Is.EqualTo((ExitCode.Unfit, ExitCode.Unfit)));
        Assert.That(foreign.Faults.Select(fault => fault.Headline), Has.Some.Contain("not signed by Apple"));
    }

    // Who changes the package changes the receipt as well.
    private static async Task Rewrite(Project project, string package)
    {
        var path = project.Output("demo-ios", "receipt.json");
        using var receipt = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var old = receipt.RootElement.GetProperty("sign").GetProperty("outputs")[0].GetProperty("sha256").GetString()!;
        await using var stream = File.OpenRead(package);
        var digest = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(stream));
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace(old, digest, StringComparison.Ordinal));
    }
}
