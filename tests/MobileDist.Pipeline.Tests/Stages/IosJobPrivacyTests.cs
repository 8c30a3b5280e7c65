using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>What log, comment and receipt of an iOS package do not tell: folders, whole names, addresses, devices, passwords.</summary>
public sealed class IosJobPrivacyTests : IosJobTestBase
{
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
}
