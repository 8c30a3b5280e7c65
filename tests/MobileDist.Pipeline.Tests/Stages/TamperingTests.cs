using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MobileDist.Signing;
using MobileDist.Signing.Android;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Stages;

public sealed class TamperingTests
{
    [Test]
    public async Task Publish_WhenAByteOfTheSignedPackageWasFlipped_Refuses()
    {
        using var project = await SignedAsync();
        var package = Directory.GetFiles(project.Output("demo-android"), "*.apk").Single();
        var bytes = await File.ReadAllBytesAsync(package);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(package, bytes);

        var distribution = project.Load();
        await distribution.PublishAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("was changed after 'Sign' made it"));
        Assert.That(Directory.Exists(project.Output("demo-android", "site")), Is.False);
    }

    [Test]
    public async Task Publish_WhenTheReceiptWasAdaptedToTheFlippedByte_TheSignatureTells()
    {
        using var project = await SignedAsync();
        var package = Directory.GetFiles(project.Output("demo-android"), "*.apk").Single();
        var bytes = await File.ReadAllBytesAsync(package);
        bytes[100] ^= 1;
        await ReplaceAsync(project, package, bytes);

        var distribution = project.Load();
        await distribution.PublishAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit), project.Notes.Transcript);
        Assert.That(Directory.Exists(project.Output("demo-android", "site")), Is.False);
    }

    [Test]
    public async Task Sign_WhenSomebodyElsesSignedPackageLiesThere_DoesNotTakeItOver()
    {
        using var project = await SignedAsync();
        var package = Directory.GetFiles(project.Output("demo-android"), "*.apk").Single();
        using var other = ThrowAwayIdentity.Create(project.Clock.Now);
        var foreign = project.Combine("foreign.apk");
        await ApkSigner.SignAsync(project.Combine("app.apk"), foreign, other, new ApkSigningOptions { MinSdk = 21 }, null, default);
        await ReplaceAsync(project, package, await File.ReadAllBytesAsync(foreign));

        var distribution = project.Load();
        await distribution.SignAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("not of the expected package and key"));
    }

    [Test]
    public async Task Sign_WhenTheBuiltPackageIsGone_SaysWhichStageMakesIt()
    {
        using var project = new Project();
        await project.Load().BuildAsync(default);
        Directory.Delete(project.Output("demo-android", "built"), recursive: true);

        var distribution = project.Load();
        await distribution.SignAsync(default);

        Assert.That(distribution.Faults.Single().Headline, Does.Contain("'demo-android/built/app.apk' that 'Build' made is gone"));
    }

    [TestCase("../app.apk")]
    [TestCase("/etc/passwd")]
    [TestCase("demo-android/../../app.apk")]
    [TestCase("C:/Windows/win.ini")]
    [TestCase("demo-android\\\\app.apk")]
    [TestCase("")]
    public async Task Publish_WhenTheReceiptNamesAFileElsewhere_Refuses(string path)
    {
        using var project = await SignedAsync();
        await EditReceiptAsync(project, receipt => receipt["sign"]!["outputs"]![0]!["path"] = path);

        var distribution = project.Load();
        await distribution.PublishAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("lies outside of the output folder"));
    }

    [Test]
    public async Task Announce_WhenTheReceiptNamesAPageElsewhere_RefusesToAnnounceIt()
    {
        using var project = await SignedAsync();
        await project.Load().PublishAsync(default);
        await EditReceiptAsync(project, receipt => receipt["publish"]!["channels"]![0]!["page"] = "../page.html");

        var distribution = project.Load();
        await distribution.AnnounceAsync(default);

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unfit));
        Assert.That(distribution.Announcement, Is.Null);
    }

    [Test]
    public async Task Publish_WhenTheRecordedFileIsALink_Refuses()
    {
        using var project = await SignedAsync();
        var package = Directory.GetFiles(project.Output("demo-android"), "*.apk").Single();
        File.Move(package, project.Combine("moved.apk"));
        SymbolicLink.ToFile(package, project.Combine("moved.apk"));

        var distribution = project.Load();
        await distribution.PublishAsync(default);

        Assert.That(distribution.Faults.Single().Headline, Does.Contain("lies outside of the output folder"));
    }

    [TestCase("{", "cannot be understood")]
    [TestCase("", "cannot be understood")]
    [TestCase("null", "cannot be understood")]
    [TestCase("[]", "cannot be understood")]
    [TestCase("{\"version\":0}", "no known version")]
    [TestCase("{\"version\":1,\"app\":\"demo\",\"platform\":\"android\",\"sign\":{\"state\":\"done\"}}", "cannot be understood")]
    [TestCase("{\"version\":1,\"app\":\"demo\",\"platform\":\"android\",\"sign\":{\"state\":[\"odd\"],\"started\":\"2026-01-01T00:00:00Z\",\"finished\":\"2026-01-01T00:00:00Z\"}}", "cannot be understood")]
    [TestCase("{\"version\":2,\"app\":\"demo\",\"platform\":\"android\"}", "has version 2")]
    [TestCase("{\"version\":1,\"app\":\"other\",\"platform\":\"android\"}", "another release, 'other-android'")]
    [TestCase("{\"version\":1,\"app\":\"demo\",\"platform\":\"ios\"}", "another release, 'demo-ios'")]
    public void Load_WhenTheReceiptIsUnusable_SaysWhyAndFreshHelps(string receipt, string expected)
    {
        using var project = new Project();
        project.Write("artifacts/mobiledist/demo-android/receipt.json", receipt);

        var error = Assert.Throws<DistributionException>(() => project.Load());

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Faults.Single().Headline, Does.Contain(expected));
        Assert.That(error.Faults.Single().Remedy, Does.Contain("--fresh"));
        project.Arguments["fresh"] = "true";
        Assert.That(project.Load().Results.Single().What, Is.EqualTo("not begun"));
    }

    [Test]
    public async Task Load_WhenANewerProgramAddedFields_PassesOverThem()
    {
        using var project = await SignedAsync();
        await EditReceiptAsync(project, receipt =>
        {
            receipt["weather"] = "fine";
            receipt["sign"]!["mood"] = new JsonObject { ["is"] = "good" };
        });

        Assert.That(project.Load().Results.Single().What, Is.EqualTo("signed"));
    }

    [Test]
    public async Task Load_WhenTheReceiptIsMutated_OnlyOurOwnErrorComesOut()
    {
        using var project = await SignedAsync();
        var original = await File.ReadAllBytesAsync(project.Output("demo-android", "receipt.json"));
        var random = new Random(20261122);
        var refused = 0;
        for (var round = 0; round < 1500; round++)
        {
            var mutated = Mutate(original, random);
            await File.WriteAllBytesAsync(project.Output("demo-android", "receipt.json"), mutated);
            try
            {
                var distribution = project.Load();
                _ = distribution.Results;
            }
            catch (DistributionException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(250));
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static async Task<Project> SignedAsync()
    {
        var project = new Project();
        var distribution = project.Load();
        await distribution.BuildAsync(default);
        await distribution.SignAsync(default);
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Notes.Transcript);
        return project;
    }

    private static async Task ReplaceAsync(Project project, string package, byte[] bytes)
    {
        await File.WriteAllBytesAsync(package, bytes);
        await EditReceiptAsync(project, receipt =>
        {
            var output = receipt["sign"]!["outputs"]![0]!;
            output["size"] = bytes.Length;
            output["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        });
    }

    private static async Task EditReceiptAsync(Project project, Action<JsonNode> edit)
    {
        var path = project.Output("demo-android", "receipt.json");
        var receipt = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        edit(receipt);
        await File.WriteAllTextAsync(path, receipt.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }
}
