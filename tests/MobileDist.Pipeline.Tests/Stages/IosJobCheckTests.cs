using MobileDist.Testing.Apple;

namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>What is found before an iOS package is signed, or built.</summary>
public sealed class IosJobCheckTests : IosJobTestBase
{
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
}
