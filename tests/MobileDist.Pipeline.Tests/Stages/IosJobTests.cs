using System.Globalization;
using System.Text.Json;
using MobileDist.Packages;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>The whole job on an iOS package, up to page and comment.</summary>
public sealed class IosJobTests
{
    private const string Identifier = "com.example.mobiledist.sample";

    private const string Settings = """
        roster: testers.yml
        apps:
          demo:
            ios:
              package: app.ipa
              signing:
                certificate: my.p12
                certificate-password: ${MY_PASSWORD}
                profiles: profiles/*.mobileprovision
        channels:
          link: { url: "https://builds.example.com/" }
        """;

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
    public async Task Check_WhenTheAppIsBuiltLater_StillWeighsTheCertificate()
    {
        using var project = Complete();
        project.Clock.Now = AppleTestAuthority.Now;
        project.Write("mobiledist.yml", Settings.Replace("package: app.ipa", "package: app.ipa\n      build: { command: echo, package: app.ipa }", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(project.Combine("my.p12"), AppleTestAuthority.Shared.Expired.ExportPkcs12("p12 password"));

        var distribution = project.Load();
        await distribution.CheckAsync(CancellationToken.None);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Select(fault => fault.Headline), Has.Some.Contain("expired"));
    }

    [Test]
    public async Task Check_WhenThePackageIsAFolder_FindsBeforePackingWhatSigningWouldRefuse()
    {
        using var project = Complete();
        project.Arguments["package"] = "Sample.app";
        System.IO.Compression.ZipFile.ExtractToDirectory(SamplePackage, project.Combine("x"));
        Directory.Move(project.Combine("x", "Payload", "Sample.app"), project.Combine("Sample.app"));
        var sound = project.Load();
        await sound.CheckAsync(CancellationToken.None);
        File.Delete(project.Combine("profiles", "share.mobileprovision"));

        var distribution = project.Load();
        await distribution.CheckAsync(CancellationToken.None);

        Assert.That(sound.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Done), Has.Some.Match("^Check: .*from 'Sample.app'"));
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain($"{Identifier}.share"));
        Assert.That(project.OutputFiles().Where(file => file.EndsWith(".ipa", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Check_WhenThePackageIsAnEmptyFolder_RefusesIt()
    {
        using var project = Complete();
        project.Arguments["package"] = "Empty.xcarchive";
        Directory.CreateDirectory(project.Combine("Empty.xcarchive"));

        var distribution = project.Load();
        await distribution.CheckAsync(CancellationToken.None);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Headline, Does.StartWith("The archive 'Empty.xcarchive' has no app"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Distribute_WhenTheCertificateDoesNotOpen_NoLogCommentOrReceiptTellsTheFolder(bool isElsewhere)
    {
        using var project = Complete();
        using var elsewhere = new TestFolder();
        project.Environment["MY_PASSWORD"] = "another password";
        if (isElsewhere)
        {
            File.Move(project.Combine("my.p12"), elsewhere.Combine("my.p12"));
            project.Environment["IOS_CERTIFICATE"] = elsewhere.Combine("my.p12");
        }

        var distribution = await project.DistributeAsync();
        await distribution.AnnounceAsync(CancellationToken.None);

        var told = project.Notes.Transcript + distribution.Announcement!.Markdown + await project.ReceiptAsync("demo-ios");
        Assert.That(distribution.ExitCode, Is.Not.EqualTo(ExitCode.Done));
        Assert.That(told, Does.Contain("my.p12").And.Not.Contain(elsewhere.FullPath).And.Not.Contain(project.Combine("my.p12")));
    }

    [Test]
    public async Task Distribute_WhenAFileIsRefused_TheCommentDoesNotTellTheFolder()
    {
        using var project = Complete();
        project.Arguments["package"] = "Broken.app";
        Directory.CreateDirectory(project.Combine("Broken.app"));

        var distribution = await project.DistributeAsync();
        await distribution.AnnounceAsync(CancellationToken.None);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Announcement!.Markdown, Does.Contain("is no folder of an iOS app").And.Not.Contain(project.Root));
    }

    [Test]
    public async Task Check_WhenTheIconIsInTheCatalogueOnly_SaysThatAnotherIsDrawn()
    {
        using var project = Complete();
        await using (var zip = await System.IO.Compression.ZipFile.OpenAsync(project.Combine("app.ipa"), System.IO.Compression.ZipArchiveMode.Update))
        {
            foreach (var icon in zip.Entries.Where(entry => entry.FullName.EndsWith(".png", StringComparison.Ordinal)).ToList())
            {
                icon.Delete();
            }

            await using var catalogue = await zip.CreateEntry("Payload/Sample.app/Assets.car").OpenAsync();
            await catalogue.WriteAsync("BOMStore"u8.ToArray());
        }

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Warning), Has.Some.StartsWith($"Check: The icon of '{Identifier}' lies in Assets.car only"));
        Assert.That(project.OutputFiles(), Has.Some.EndsWith("icon-57.png").Or.Some.EndsWith("57.png"));
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
    public async Task Distribute_WhenADevelopersCertificateIsRefused_NoLogOrCommentHasTheWholeName()
    {
        using var project = Complete();
        project.Clock.Now = AppleTestAuthority.Now;
        await File.WriteAllBytesAsync(project.Combine("my.p12"), AppleTestAuthority.Shared.Development.ExportPkcs12("p12 password"));

        var distribution = await project.DistributeAsync();
        await distribution.AnnounceAsync(CancellationToken.None);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(project.Notes.Transcript, Does.Contain("Apple Development: … (DEV1234567)").And.Not.Contain("Jane Dœ"));
        Assert.That(distribution.Announcement!.Markdown, Does.Not.Contain("Dœ"));
        Assert.That(await project.ReceiptAsync("demo-ios"), Does.Not.Contain("Dœ"));
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
    public async Task Check_WhenThePackageWasSignedForTheAppStore_RefusesTheLink()
    {
        using var project = Complete();
        project.Arguments["build-type"] = "app-store";
        await WriteProfilesAsync(project, Identifier, AppleTestProfileKind.AppStore);

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings), project.Notes.Transcript);
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("signed for the App Store"));
        Assert.That(distribution.Results.Single().What, Is.EqualTo("failed at Check"));
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

    [Test]
    public async Task Distribute_WhenEverythingIsToldAndKept_TheRostersPeopleAndThePasswordAreNowhere()
    {
        using var project = Complete();

        var distribution = await project.DistributeAsync();

        var told = project.Notes.Transcript + distribution.Announcement!.Markdown + string.Concat(project.OutputFiles()
            .Where(file => !file.EndsWith(".ipa", StringComparison.Ordinal) && !file.EndsWith(".png", StringComparison.Ordinal))
            .Select(file => File.ReadAllText(project.Output(file.Split('/')))));
        foreach (var secret in new[] { "Jane Doe", "Smith", "jane@example.com", AppleTestProfile.FirstDevice, "p12 password" })
        {
            Assert.That(told, Does.Not.Contain(secret));
        }
    }

    private static string SamplePackage => RepositoryRoot.Combine("samples", "ios", "Sample-unsigned.ipa");

    private static void CopySample(Project project) => File.Copy(SamplePackage, project.Combine("app.ipa"));

    private static Project Complete()
    {
        var project = new Project(Settings) { AppleRoots = [AppleTestAuthority.Shared.Root.CreateCertificate()] };
        project.Clock.Now = AppleTestAuthority.Now;
        CopySample(project);
        File.WriteAllBytes(project.Combine("my.p12"), AppleTestAuthority.Shared.Distribution.ExportPkcs12("p12 password"));
        project.Environment["MY_PASSWORD"] = "p12 password";
        Directory.CreateDirectory(project.Combine("profiles"));
        File.WriteAllBytes(project.Combine("profiles", "app.mobileprovision"), new AppleTestProfile { Name = "Sample", AppId = Identifier }.ToBytes());
        File.WriteAllBytes(project.Combine("profiles", "share.mobileprovision"), new AppleTestProfile { Name = "Share", AppId = $"{Identifier}.share" }.ToBytes());
        project.Write("testers.yml", $$"""
            testers:
              - name: Jane Doe
                email: jane@example.com
                devices: [{ udid: {{AppleTestProfile.FirstDevice}}, model: "iPhone14,2" }]
              - name: John Smith
                devices: [{ udid: 00008110-00000000000000FF }]
            """);
        return project;
    }

    private static async Task WriteProfilesAsync(Project project, string identifier, AppleTestProfileKind kind = AppleTestProfileKind.AdHoc)
    {
        foreach (var (file, suffix) in new[] { ("app", ""), ("share", ".share") })
        {
            var profile = new AppleTestProfile { Name = $"New {file}", AppId = identifier + suffix, Kind = kind };
            await File.WriteAllBytesAsync(project.Combine("profiles", file + ".mobileprovision"), profile.ToBytes());
        }
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
