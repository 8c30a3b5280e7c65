using System.Text.RegularExpressions;
using MobileDist.Testing;
using MobileDist.Testing.AzureDevOps;

namespace MobileDist.Doors.Tests;

/// <summary>The same as <see cref="GitHubPullRequestTests"/>, for the Azure Pipelines task on the fake Azure DevOps.</summary>
[Category("Peer")]
[Parallelizable(ParallelScope.All)]
public sealed partial class AzurePullRequestTests
{
    private const string WrongPassword = "mk wr\"ong\\%42&+/<2>;]";
    private const string OtherSecret = "mk other+secret/of=the%job";

    private MarkedKeys _keys = null!;

    [OneTimeSetUp]
    public void MakeKeys() => _keys = MarkedKeys.Make();

    [Test]
    public async Task Main_OnAPullRequest_WritesTheComment_AndPostCleansUp()
    {
        await using var server = await StartAsync();
        using var door = new AzureDoor();

        var run = door.Main(Inputs(door), Environment(server));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        var comment = server.Comments(12).Single();
        Assert.That(comment.Content, Does.Contain("Release Sample").And.Contain("1.2.3").And.Match("https://builds.example.com/[^ ]*qr.png").And.Contain("buildId=9128"));
        Assert.That(comment.Status, Is.EqualTo("closed"));
        var outputs = Output().Matches(run.Output).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.TrimEnd('\r'), StringComparer.Ordinal);
        Assert.That(outputs.Keys, Is.EquivalentTo(Declarations.OutputsOfTask), run.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outputs["version"], Is.EqualTo("1.2.3"));
            Assert.That(outputs["buildNumber"], Is.EqualTo("7"));
            Assert.That(outputs["installLink"], Does.StartWith("https://builds.example.com/"));
            Assert.That(outputs["comment"], Does.EndWith($"/_git/shop/pullrequest/12?discussionId={comment.Thread}"));
            Assert.That(new[] { outputs["package"], outputs["qr"], outputs["receipt"] }, Is.All.StartsWith(door.Sources).And.All.Exist);
            Assert.That(File.ReadAllText(Summary().Match(run.Output).Groups[1].Value.Trim()), Does.Contain("Release Sample"));
        }

        Assert.That(Directory.GetFiles(door.Temporary, "key-*", SearchOption.AllDirectories), Has.Length.EqualTo(1), "the secure file, until the job ends");
        Afterwards(door, server, run);
    }

    [TestCase("bad token", 4, "token")]
    [TestCase("missing permission", 4, "Contribute to pull requests")]
    [TestCase("too many", 5, "requests")]
    [TestCase("server errors", 5, "503")]
    [TestCase("cut connections", 5, "could not be reached")]
    public async Task Main_WhenAzureDevOpsFails_SaysSoAndLeaksNothing(string what, int exitCode, string expected)
    {
        await using var server = await StartAsync(mayContribute: what is not "missing permission");
        const int Always = 100;
        var failure = what switch
        {
            "bad token" => new FakeFailure(401, """{"message":"TF400813: The user '' is not authorized to access this resource.","typeKey":"UnauthorizedRequestException"}"""),
            "too many" => new FakeFailure(429, """{"message":"TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource."}""")
            {
                Headers = { ["Retry-After"] = "3600" },
            },
            "server errors" => new FakeFailure(503, "<html>Service Unavailable</html>") { ContentType = "text/html" },
            "cut connections" => new FakeFailure(0),
            _ => null,
        };
        if (failure is not null)
        {
            server.Fail("GET", "/_apis/connectionData", failure with { Times = Always });
        }

        using var door = new AzureDoor();
        var inputs = Inputs(door);
        inputs["commentRequired"] = "true";
        var environment = Environment(server);
        // The other kind of key: one of many lines in a variable that the pipeline hands over by itself.
        inputs.Remove("keystore");
        inputs.Remove("keystorePassword");
        inputs.Remove("keyPassword");
        environment["ANDROID_KEYSTORE"] = _keys.Pem;
        environment["ANDROID_KEY_CERTIFICATE"] = door.Folder.Write(Path.Combine("the sources", "chain.pem"), _keys.Certificate);

        var run = door.Main(inputs, environment);

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(run.Output, Does.Contain(expected));
        Assert.That(server.Comments(12), Is.Empty);
        Afterwards(door, server, run);
    }

    [TestCase("wrong password", 3)]
    [TestCase("damaged keystore", 3)]
    public async Task Main_WhenTheKeyDoesNotFit_LeaksNothingOfIt(string what, int exitCode)
    {
        await using var server = await StartAsync();
        using var door = new AzureDoor();
        var inputs = Inputs(door);
        if (what is "wrong password")
        {
            inputs["keystorePassword"] = WrongPassword;
        }
        else
        {
            var damaged = _keys.Keystore.ToArray();
            damaged[300] ^= 0xFF;
            server.SecureFiles[AzureDoor.FileId] = (AzureDoor.Ticket, damaged);
        }

        var run = door.Main(inputs, Environment(server));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(run.Output, Does.Contain("password"));
        Afterwards(door, server, run);
    }

    [Test]
    [Platform("Linux", Reason = "A build command finds its parent's environment in /proc there.")]
    public async Task Main_WhenTheBuildPrintsOurEnvironmentAndFails_MasksAllOfIt()
    {
        await using var server = await StartAsync();
        using var door = new AzureDoor();
        var inputs = Inputs(door);
        inputs["build"] = """tr '\0' '\n' </proc/$PPID/environ >&2; tr '\0' '\n' </proc/$PPID/environ | grep PASSWORD; exit 3""";

        var run = door.Main(inputs, Environment(server));

        Assert.That(run.ExitCode, Is.EqualTo(7), run.Output);
        Assert.That(run.Output, Does.Contain("ANDROID_KEYSTORE_PASSWORD=***"));
        Afterwards(door, server, run);
    }

    [TestCase(true)]
    [TestCase(false)]
    [Platform("Linux", Reason = "Children are found in /proc.")]
    public async Task Main_WhenKilledWhileItWritesTheComment_LeavesNothingForPostButTheFolder(bool withShim)
    {
        var kill = new KilledRun(withShim);
        await using var server = await StartAsync();
        server.Arrived = request =>
        {
            if (request.Target.Contains("/connectionData", StringComparison.Ordinal))
            {
                kill.Kill();
            }
        };
        using var door = new AzureDoor();

        var run = door.Main(Inputs(door), Environment(server), kill.Heard);

        Assert.That(kill.Happened, run.Output);
        Assert.That(run.ExitCode, Is.EqualTo(137), run.Output);
        Assert.That(Directory.GetFiles(door.Temporary, "key-*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
        Afterwards(door, server, run);
    }

    // Debug logging as a person switches it on for a run.
    private Dictionary<string, string> Environment(FakeAzureDevOps server) => new(AzureDoor.PullRequest(server), StringComparer.Ordinal)
    {
        ["GOOGLE_PLAY_CREDENTIALS"] = _keys.GoogleKeyFile,
        ["APP_STORE_CONNECT_KEY"] = _keys.AppleKey,
        ["SYSTEM_DEBUG"] = "True",
        ["SECRET_OTHER"] = OtherSecret,
        ["VSTS_SECRET_VARIABLES"] = """["OTHER"]""",
    };

    private static Dictionary<string, string> Inputs(AzureDoor door)
    {
        File.Copy(SampleApk.FullPath, Path.Combine(door.Sources, "app release.apk"));
        return new(StringComparer.Ordinal)
        {
            ["package"] = "*.apk",
            ["keystore"] = AzureDoor.FileId,
            ["keystorePassword"] = MarkedKeys.StorePassword,
            ["keyAlias"] = MarkedKeys.Alias,
            ["keyPassword"] = MarkedKeys.KeyPassword,
            ["linkUrl"] = "https://builds.example.com/",
        };
    }

    private async Task<FakeAzureDevOps> StartAsync(bool mayContribute = true)
    {
        var server = await FakeAzureDevOps.StartAsync();
        server.Add(new FakeIdentity("2fa95b7a-c774-4595-a6f2-63f482634e9f", "Shop Build Service (acme)", AzureDoor.Token) { MayContribute = mayContribute });
        server.SecureFiles[AzureDoor.FileId] = (AzureDoor.Ticket, _keys.Keystore);
        return server;
    }

    /// <summary>Looks after the post step too, which must leave nothing of its own; before it, the secure file lies in the folder that it removes.</summary>
    private void Afterwards(AzureDoor door, FakeAzureDevOps server, NodeRun run)
    {
        const string Masking = "##vso[task.setsecret]";
        var sweep = new SecretSweep(
        [
            .. _keys.Marks,
            Mark.Of("wrong password", WrongPassword),
            Mark.Of("token", AzureDoor.Token),
            Mark.Of("ticket", AzureDoor.Ticket),
            Mark.Of("another secret", OtherSecret),
        ]);
        sweep.Files(door.Folder.FullPath, file => IsHost(file) || Path.GetFileName(file).StartsWith("key-", StringComparison.Ordinal)).Log(run.Output, Masking);
        foreach (var request in server.Received)
        {
            // The ticket opens the secure file, and nothing but its address may hold it.
            var target = request.Target.Contains("/securefiles/", StringComparison.Ordinal) ? request.Target.Replace($"ticket={AzureDoor.Ticket}", "", StringComparison.Ordinal) : request.Target;
            sweep.Request($"{request.Method} {target}", request.Headers, request.Body);
        }

        var post = door.Post(run);

        sweep.Files(door.Folder.FullPath, IsHost).Log(post.Output, Masking);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sweep.Findings, Is.Empty);
            Assert.That(post, Is.EqualTo(new NodeRun(0, "")));
            Assert.That(Directory.GetFileSystemEntries(door.Temporary, "mobiledist-??????"), Is.Empty);
            Assert.That(Directory.GetFiles(door.Temporary, "key-*", SearchOption.AllDirectories), Is.Empty);
        }

        // The shim has just compared each of its files with its hash.
        bool IsHost(string file) => file.StartsWith(Path.Combine(door.Task, "host") + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^##vso\[task\.setvariable variable=(?<name>\w+);isOutput=true\](?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Output();

    [GeneratedRegex(@"^##vso\[task\.uploadsummary\](.*)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Summary();
}
