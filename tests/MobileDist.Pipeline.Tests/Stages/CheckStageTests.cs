using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Pipeline.Tests.Stages;

public sealed class CheckStageTests
{
    [Test]
    public async Task Check_WhenKeyAndPackageAreWrong_SaysBothAndWritesNoPackage()
    {
        using var project = new Project("apps: { demo: { android: { package: none.apk } } }");

        var distribution = project.Load();
        await distribution.CheckAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(distribution.Faults.Select(fault => fault.Headline), Is.EqualTo(new[] { "There is no key to sign with.", "No package was found for 'none.apk' (mobiledist.yml)." }));
        Assert.That(Directory.Exists(project.Output("demo-android", "built")), Is.False);
    }

    [Test]
    public async Task Check_WhenTheBuildIsStillToCome_DoesNotAskForThePackage()
    {
        using var project = new Project("apps: { demo: { android: { package: none.apk, build: make, signing: { throw-away: true } } } }");

        var distribution = project.Load();
        await distribution.CheckAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(project.Notes.Of(RunNoteKind.Done), Is.EqualTo(new[] { "Check: Ready to build." }));
    }

    [Test]
    public async Task Check_WhenThePackageIsForTheOtherPlatform_RefusesIt()
    {
        using var project = new Project();
        new SampleIpa(File.ReadAllBytes(RepositoryRoot.Combine("tests", "MobileDist.Testing", "Apple", "MachO", "app.macho"))).WriteTo(project.Combine("app.apk"));

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Select(fault => fault.Headline), Is.EqualTo(new[] { "The package of 'com.example.demo' is for iOS, and this release is for Android." }));
    }

    [Test]
    public async Task Check_WhenTheKeyIsExpired_RefusesBeforeAnythingIsBuilt()
    {
        using var project = new Project();
        project.Clock.Now = project.Clock.Now.AddYears(40);

        var distribution = project.Load();
        await distribution.CheckAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
    }

    [Test]
    public async Task Check_WhenTheKeyComesFromAVariable_NamesTheVariableAndNotTheKey()
    {
        using var project = new Project("apps: { demo: { android: { package: app.apk } } }");
        using var identity = ThrowAwayIdentity.Create(project.Clock.Now);
        ThrowAwayIdentity.Save(identity, project.Combine("key.pem"));
        var pem = await File.ReadAllTextAsync(project.Combine("key.pem"));
        project.Environment["ANDROID_KEYSTORE"] = pem;

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        Assert.That(project.Notes.Of(RunNoteKind.Information), Has.Some.Contain("from 'ANDROID_KEYSTORE'"));
        foreach (var line in pem.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("-----", StringComparison.Ordinal)).Take(5))
        {
            Assert.That(project.Notes.Transcript, Does.Not.Contain(line));
            Assert.That(project.OutputFiles().Where(file => File.ReadAllText(project.Output(file)).Contains(line, StringComparison.Ordinal)), Is.Empty);
        }
    }

    [TestCase(null)]
    [TestCase("ANDROID_KEY_PASSWORD")]
    public async Task Distribute_WhenAPasswordIsWrong_NothingSaysIt(string? keyPassword)
    {
        using var project = new Project("apps: { demo: { android: { package: app.apk, signing: { keystore: '${STORE}', keystore-password: '${STORE_PASSWORD}' } } } }");
        using var identity = ThrowAwayIdentity.Create(project.Clock.Now);
        using (var certificate = identity.Certificate.CopyWithPrivateKey((RSA)identity.PrivateKey))
        {
            project.Environment["STORE"] = Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12, "right password"));
        }

        project.Environment["STORE_PASSWORD"] = "marked-wrong-password";
        if (keyPassword is not null)
        {
            project.Environment[keyPassword] = "marked-wrong-password-too";
        }

        var distribution = await project.DistributeAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        var error = distribution.Failure!;
        Assert.That(project.Notes.Transcript + FaultTranscript.Of(error.Faults) + error, Does.Not.Contain("marked-wrong"));
        foreach (var file in project.OutputFiles())
        {
            Assert.That(await File.ReadAllTextAsync(project.Output(file)), Does.Not.Contain("marked-wrong").And.Not.Contain(project.Environment["STORE"][..40]), file);
        }
    }
}
