using System.Globalization;
using MobileDist.Packages;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>An app bundle on its way, and versions that are set on the way.</summary>
public sealed class BundleJobTests
{
    private const string Settings = "apps: { demo: { android: { package: app.aab, signing: { throw-away: true } } } }";

    [Test]
    public async Task Sign_WhenPackageIsABundle_SignsVerifiesAndStampsIt()
    {
        using var project = WithBundle();
        project.Arguments["version-code"] = "815";
        project.Arguments["version-name"] = "2.0";

        var distribution = await SignAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var signed = distribution.Results.Single().Package!;
        Assert.That(Path.GetFileName(signed), Is.EqualTo("demo-2.0-815.aab"));
        var info = PackageReader.Read(signed);
        Assert.That((info.Format, info.BuildNumber, info.VersionName), Is.EqualTo((PackageFormat.Aab, "815", "2.0")));
        Assert.That(info.Signature.Schemes, Is.EqualTo(new[] { SignatureScheme.V1 }));
        Assert.That(project.Notes.Transcript, Does.Contain("Signed with v1, and verified"));
    }

    [Test]
    public async Task Sign_WhenRunAgain_TakesTheBundleOver_AndSignsAnewForAnotherVersion()
    {
        using var project = WithBundle();
        await SignAsync(project);
        var again = await SignAsync(project);
        var unchanged = again.Results.Single().Package!;
        project.Arguments["version-code"] = "8";

        var changed = await SignAsync(project);

        Assert.That(project.Notes.Transcript, Does.Contain("Already signed, and the signature holds; taken over."));
        Assert.That(changed.Results.Single().Package, Does.EndWith("demo-1.2.3-8.aab"));
        Assert.That(File.Exists(unchanged), Is.False, "one release folder, one package");
    }

    [Test]
    public async Task Distribute_WhenABundleIsToGoByLink_IsWarnedOfFirstAndRefusedThen()
    {
        using var project = WithBundle();

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        var fault = distribution.Faults.Single();
        Assert.That(fault.Headline, Is.EqualTo($"The package of '{SampleApk.Identifier}' is an app bundle (AAB), which no phone installs: the channel 'link' cannot carry it."));
        Assert.That(fault.Remedy, Does.Contain("assembleRelease"));
        Assert.That(project.Notes.Notes.First(note => note.Kind == RunNoteKind.Warning && string.Equals(note.Text, fault.Headline, StringComparison.Ordinal)).Stage, Is.EqualTo(StageName.Check), "told before anything is signed");
        Assert.That(project.OutputFiles().Where(file => file.Contains("/site/", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Check_WhenSchemesAreSetForABundle_SaysThatTheyAreForApks()
    {
        using var project = WithBundle("apps: { demo: { android: { package: app.aab, signing: { throw-away: true, schemes: [v2, v3] } } } }");
        await SignAsync(project);

        // The second run knows the key when it checks.
        var distribution = project.Load();
        await distribution.CheckAsync(CancellationToken.None);

        Assert.That(project.Notes.Transcript, Does.Contain("An app bundle is signed as a JAR (v1) alone"));
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task Distribute_WhenAVersionIsSetInAnApk_TestersGetIt()
    {
        using var project = new Project();
        project.Arguments["version-code"] = "99";
        project.Arguments["version-name"] = "9.9 QA";

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var info = PackageReader.Read(distribution.Results.Single().Package!);
        Assert.That((info.BuildNumber, info.VersionName), Is.EqualTo(("99", "9.9 QA")));
        Assert.That(distribution.Announcement!.Markdown, Does.Contain("9.9 QA").And.Contain(99.ToString(CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task Sign_WhenPackageIsAnApkSet_SignsVerifiesAndStampsEveryApk()
    {
        using var project = WithSet(SampleApkSet.Make());
        project.Arguments["version-code"] = "815";

        var distribution = await SignAsync(project);
        await SignAsync(project);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        var signed = distribution.Results.Single().Package!;
        Assert.That(Path.GetFileName(signed), Is.EqualTo("demo-1.2.3-815.apks"));
        var verified = await PackageVerification.VerifyAsync(signed, project.Root, acceptAnyIssuer: false, project.Clock, null, CancellationToken.None);
        Assert.That((verified.Info.Format, verified.Info.BuildNumber), Is.EqualTo((PackageFormat.ApkSet, "815")));
        Assert.That(verified.Schemes, Is.EqualTo(new[] { "v1", "v2", "v3" }));
        Assert.That(project.Notes.Transcript, Does.Contain("Signed with v1, v2, v3, and verified").And.Contain("Already signed, and the signature holds; taken over."));
    }

    [Test]
    public async Task Distribute_WhenAnApkSetIsToGoByLink_IsWarnedOfFirstAndRefusedThen([Values] bool universal)
    {
        using var project = WithSet(SampleApkSet.Make(paths: universal ? [SampleApkSet.Standalone, SampleApkSet.Universal] : null));

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        var fault = distribution.Faults.Single();
        Assert.That(fault.Headline, Does.Contain("is an APK set, which only bundletool installs"));
        Assert.That(fault.Remedy, Does.StartWith(universal ? "For the link unpack 'universal.apk' from it" : "For the link make the set with '--mode=universal'").And.Contain("bundletool install-apks"));
        Assert.That(project.Notes.Notes.First(note => note.Kind == RunNoteKind.Warning && string.Equals(note.Text, fault.Headline, StringComparison.Ordinal)).Stage, Is.EqualTo(StageName.Check), "told before anything is signed");
        Assert.That(project.OutputFiles().Where(file => file.Contains("/site/", StringComparison.Ordinal)), Is.Empty);
    }

    private static Project WithSet(RawZip set)
    {
        var project = new Project("apps: { demo: { android: { package: app.apks, signing: { throw-away: true } } } }");
        set.WriteTo(project.Combine("app.apks"));
        return project;
    }

    private static Project WithBundle(string settings = Settings)
    {
        var project = new Project(settings);
        File.Copy(SampleAab.FullPath, project.Combine("app.aab"));
        return project;
    }

    private static async Task<Distribution> SignAsync(Project project)
    {
        var distribution = project.Load();
        await distribution.CheckAsync(CancellationToken.None);
        await distribution.BuildAsync(CancellationToken.None);
        await distribution.SignAsync(CancellationToken.None);
        return distribution;
    }
}
