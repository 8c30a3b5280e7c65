using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Distributing;

public sealed class MainJobTests
{
    private const string Password = "marked-pass-7f3e";

    private readonly TestFolder _folder = new();
    private readonly HostProcess _host;

    public MainJobTests() => _host = new HostProcess(_folder.FullPath);

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Distribute_WithNoFileAndAKeystoreInTheEnvironment_EndsWithTheTable()
    {
        File.Copy(SampleApk.FullPath, _folder.Combine("app release.apk"));
        _host.Environment["ANDROID_KEYSTORE"] = Convert.ToBase64String(Keystore());
        _host.Environment["ANDROID_KEYSTORE_PASSWORD"] = Password;

        var run = _host.Run("--target=Distribute", "--package=app release.apk");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("published").And.Contain("Release Sample"));
        Assert.That(run.Output, Does.Not.Contain("\u001b"), "no terminal, no escape codes");
        var site = _folder.Combine("artifacts", "mobiledist", "com-example-mobiledist-sample-android", "site");
        Assert.That(Path.Combine(site, "index.html"), Does.Exist);
        AssertSecretIsNowhere(run);
    }

    [Test]
    public void Distribute_WhenThePasswordIsWrong_Exits3AndKeepsTheSecret()
    {
        File.Copy(SampleApk.FullPath, _folder.Combine("app.apk"));
        File.WriteAllBytes(_folder.Combine("upload.p12"), Keystore());
        _host.Environment["ANDROID_KEYSTORE"] = "upload.p12";
        _host.Environment["ANDROID_KEYSTORE_PASSWORD"] = "wrong-" + Password;

        var run = _host.Run("--package=app.apk", "--verbosity=diagnostic");

        Assert.That(run.ExitCode, Is.EqualTo((int)ExitCode.Unfit), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain("upload.p12").And.Not.Contain("   at "));
        AssertSecretIsNowhere(run);
    }

    [Test]
    public void Sign_WhenASecretStandsOnTheCommandLine_Exits2AndNamesTheVariable()
    {
        File.Copy(SampleApk.FullPath, _folder.Combine("app.apk"));

        var run = _host.Run("--target=Sign", "--package=app.apk", $"--keystore-password={Password}");

        Assert.That(run.ExitCode, Is.EqualTo((int)ExitCode.Settings), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain("ANDROID_KEYSTORE_PASSWORD"));
        AssertSecretIsNowhere(run);
    }

    [Test]
    public void Check_WhenThePackageIsNoPackage_Exits3AndSaysWhat()
    {
        _folder.Write("app.apk", "no zip at all");

        var run = _host.Run("--target=Check", "--package=app.apk", "--throw-away");

        Assert.That(run.ExitCode, Is.EqualTo((int)ExitCode.Unfit), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain("app.apk"));
    }

    [Test]
    public void Distribute_InADryRun_WritesNothing()
    {
        File.Copy(SampleApk.FullPath, _folder.Combine("app.apk"));

        var run = _host.Run("--package=app.apk", "--throw-away", "--dryrun");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("Check").And.Contain("Publish"));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.FullPath).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Withdraw_AfterDistribute_TakesThePageDown()
    {
        File.Copy(SampleApk.FullPath, _folder.Combine("app.apk"));
        Assert.That(_host.Run("--package=app.apk", "--throw-away", "--app=demo").ExitCode, Is.Zero);

        var run = _host.Run("--target=Withdraw", "--package=app.apk", "--throw-away", "--app=demo");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("withdrawn"));
        Assert.That(_folder.Combine("artifacts", "mobiledist", "demo-android", "site"), Does.Not.Exist);
    }

    [Test]
    [Category("Peer")]
    public void Distribute_WhenOutputIsNoTerminal_TheDrawnCodeStillScans()
    {
        File.Copy(SampleApk.FullPath, _folder.Combine("app.apk"));

        var run = _host.Run("--package=app.apk", "--throw-away", "--app=demo", "--link-url=https://builds.example.test/pr-7");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var link = JsonDocument.Parse(File.ReadAllText(_folder.Combine("artifacts", "mobiledist", "demo-android", "receipt.json")))
            .RootElement.GetProperty("publish").GetProperty("channels")[0].GetProperty("link").GetString();
        Assert.That(link, Does.StartWith("https://builds.example.test/pr-7/"));
        var picture = _folder.Combine("drawn.pgm");
        QrReader.WritePicture(picture, DrawnCode(run.Output), cellWidth: 4, cellHeight: 8);
        Assert.That(new QrReader().Read(picture), Is.EqualTo(link));
    }

    // Two characters for a module, one line for a row; the blank lines around it are its quiet zone.
    private static bool[,] DrawnCode(string output)
    {
        var rows = output.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 40 && line.All(character => character is '#' or ' ') && line.Contains("##", StringComparison.Ordinal)).ToList();
        var width = rows.Max(row => row.Length);
        var dark = new bool[rows.Count + 8, width];
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                dark[y + 4, x] = rows[y][x] == '#';
            }
        }

        return dark;
    }

    private static byte[] Keystore()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Upload", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(30));
        return certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password);
    }

    private void AssertSecretIsNowhere(PeerResult run)
    {
        Assert.That(run.Output + run.Error, Does.Not.Contain(Password));
        foreach (var file in Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories))
        {
            Assert.That(File.ReadAllText(file), Does.Not.Contain(Password), file);
        }
    }
}
