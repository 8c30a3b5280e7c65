using System.Text;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

[Category("Peer")]
public sealed class AzureTaskTests
{
    private const string Password = "mark%ed;pass]word";

    [Test]
    public void Main_OnTheSample_SignsWithTheSecureFile_AndPostRemovesIt()
    {
        using var door = new AzureDoor();
        using var server = new SecureFileServer(SampleKey.Pkcs12(Password), 503);
        File.Copy(SampleApk.FullPath, Path.Combine(door.Sources, "app release.apk"));

        var run = door.Main(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["target"] = "Sign",
                ["package"] = "*.apk",
                ["keystore"] = AzureDoor.FileId,
                ["keystorePassword"] = Password,
                ["fresh"] = "false",
                ["throwAway"] = "false",
            },
            AzureDoor.SecureFile(server.Address));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(Directory.GetFiles(Path.Combine(door.Sources, "artifacts", "mobiledist"), "com-example-mobiledist-sample-1.2.3-7.apk", SearchOption.AllDirectories), Has.Length.EqualTo(1), run.Output);
        Assert.That(server.Requests, Has.Count.EqualTo(2), "one was answered with 503");
        Assert.That(server.Requests[1], Is.EqualTo((
            $"/my%20collection/my%20project/_apis/distributedtask/securefiles/{AzureDoor.FileId}?ticket={AzureDoor.Ticket}&download=false",
            "application/octet-stream;api-version=7.2-preview.1",
            $"Bearer {AzureDoor.Token}")));
        string[] secrets = [Password, AzureDoor.Token, AzureDoor.Ticket];
        Assert.That(run.Lines.Where(line => !line.StartsWith("##vso[task.setsecret]", StringComparison.Ordinal)), Has.None.Matches<string>(line => secrets.Any(line.Contains)));

        var keys = Directory.GetFiles(door.Temporary, "*.p12", SearchOption.AllDirectories);
        Assert.That(keys, Has.Length.EqualTo(1));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(keys[0]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        var post = door.Post(run);
        Assert.That(post, Is.EqualTo(new NodeRun(0, "")));
        Assert.That(Directory.GetFileSystemEntries(door.Temporary), Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The stand-in for dotnet is a shell script.")]
    public void Main_GivesTheHostTheTokenAndItsSettings_AndNothingElseOfTheAgents()
    {
        using var door = new AzureDoor();
        var more = FakeDotNet.Install(door.Folder);
        more["SECRET_OTHER"] = "x";

        var run = door.Main(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["linkUrl"] = "https://example.com/", ["keyAlias"] = "upload", ["keystorePassword"] = Password, ["config"] = "", ["throwAway"] = "true" },
            more);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(File.ReadAllLines(FakeDotNet.Arguments(door.Folder)).Skip(1), Is.EqualTo(new[]
        {
            "<--target=Distribute>", $"<--working={door.Sources}>", "<--throw-away=true>", "<--link-url=https://example.com/>",
        }));
        var environment = File.ReadAllText(FakeDotNet.Environment(door.Folder));
        Assert.That(environment, Does.Contain($"SYSTEM_ACCESSTOKEN={AzureDoor.Token}\n").And.Contain("ANDROID_KEY_ALIAS=upload\n").And.Contain($"ANDROID_KEYSTORE_PASSWORD={Password}\n"));
        Assert.That(environment, Does.Not.Contain("INPUT_").And.Not.Contain("ENDPOINT_").And.Not.Contain("SECRET_OTHER"));
        var masked = run.Lines.TakeWhile(line => line.StartsWith("##vso[task.setsecret]", StringComparison.Ordinal)).ToList();
        Assert.That(masked, Is.EqualTo(new[]
        {
            "##vso[task.setsecret]mark%AZP25ed;pass]word",
            "##vso[task.setsecret]" + Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)),
            "##vso[task.setsecret]" + AzureDoor.Token,
            "##vso[task.setsecret]" + Convert.ToBase64String(Encoding.UTF8.GetBytes(AzureDoor.Token)),
        }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The stand-in for dotnet is a shell script.")]
    public void Main_WhenServiceConnectionsAreNamed_HandsOverTheirPasswords_Masked()
    {
        using var door = new AzureDoor();
        var more = FakeDotNet.Install(door.Folder);
        more["ENDPOINT_AUTH_c1"] = """{"scheme":"UsernamePassword","parameters":{"username":"upload","password":"markedstorepassword"}}""";
        more["ENDPOINT_AUTH_PARAMETER_c2_USERNAME"] = "nobody";
        more["ENDPOINT_AUTH_PARAMETER_c2_PASSWORD"] = "markedp12password";

        var run = door.Main(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["keystoreConnection"] = "c1", ["keyAlias"] = "other", ["iosCertificateConnection"] = "c2" }, more);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(File.ReadAllText(FakeDotNet.Environment(door.Folder)), Does
            .Contain("ANDROID_KEYSTORE_PASSWORD=markedstorepassword\n").And.Contain("IOS_CERTIFICATE_PASSWORD=markedp12password\n").And.Contain("ANDROID_KEY_ALIAS=other\n")); // an input of its own wins
        Assert.That(File.ReadAllText(FakeDotNet.Arguments(door.Folder)), Does.Not.Contain("marked").And.Not.Contain("connection"));
        Assert.That(run.Lines, Has.Some.EqualTo("##vso[task.setsecret]markedstorepassword").And.Some.EqualTo("##vso[task.setsecret]markedp12password"));
    }

    [Test]
    public void Main_WhenAServiceConnectionHoldsNoPassword_SaysWhichKindToMake()
    {
        using var door = new AzureDoor();

        var run = door.Main(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["keystoreConnection"] = "c1" },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ENDPOINT_AUTH_c1"] = """{"scheme":"None"}""" });

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output);
        Assert.That(run.Output, Does.Contain("'keystore-connection' holds no password").And.Contain("Generic"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The stand-in for dotnet is a shell script.")]
    public void Main_WhenASecretVariableIsNotSet_LeavesTheInputOutAndSaysSo()
    {
        using var door = new AzureDoor();

        var run = door.Main(new Dictionary<string, string>(StringComparer.Ordinal) { ["keystorePassword"] = "$(KEYSTORE_PASSWORD)" }, FakeDotNet.Install(door.Folder));

        Assert.That(run.Output, Does.Contain("'keystorePassword' is left out: the variable $(KEYSTORE_PASSWORD) is not set here."));
        Assert.That(File.ReadAllText(FakeDotNet.Environment(door.Folder)), Does.Not.Contain("ANDROID_KEYSTORE_PASSWORD"));
    }

    [Test]
    public void Main_WhenTheSecureFileIsRefused_SaysWhatToAllow()
    {
        using var door = new AzureDoor();
        using var server = new SecureFileServer([], 403);

        var run = door.Main(new Dictionary<string, string>(StringComparer.Ordinal) { ["keystore"] = AzureDoor.FileId }, AzureDoor.SecureFile(server.Address));

        Assert.That(run.ExitCode, Is.EqualTo(4), run.Output);
        Assert.That(run.Output, Does.Contain("##vso[task.logissue type=error;code=MobileDist]").And.Contain("status 403").And.Contain("Pipeline permissions"));
        Assert.That(run.Output, Does.Not.Contain(AzureDoor.Ticket));
        Assert.That(server.Requests, Has.Count.EqualTo(1), "what is refused is not asked for again");
        Assert.That(door.Post(run).ExitCode, Is.Zero);
        Assert.That(Directory.GetFileSystemEntries(door.Temporary), Is.Empty);
    }

    [Test]
    public void Main_WhenTheServerIsNotSecure_SendsNoToken()
    {
        using var door = new AzureDoor();

        var run = door.Main(new Dictionary<string, string>(StringComparer.Ordinal) { ["keystore"] = AzureDoor.FileId }, AzureDoor.SecureFile("http://tfs.example.com/x/"));

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output);
        Assert.That(run.Output, Does.Contain("'http://tfs.example.com/x/' is not https"));
    }

    [Test]
    public void Post_WhenMainNeverRan_IsQuiet()
    {
        using var door = new AzureDoor();

        Assert.That(door.Post(new NodeRun(0, "")), Is.EqualTo(new NodeRun(0, "")));
    }
}
