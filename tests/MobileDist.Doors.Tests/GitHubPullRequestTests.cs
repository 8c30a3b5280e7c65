using System.Text.Json;
using MobileDist.Testing.GitHub;

namespace MobileDist.Doors.Tests;

/// <summary>
/// The action on a pull request, from the shim to the comment on the fake GitHub and the clean-up, with marked secrets and
/// all that a run can be made to say; whatever happens, none of them is found anywhere afterwards.
/// </summary>
[Category("Peer")]
[Parallelizable(ParallelScope.All)]
public sealed class GitHubPullRequestTests
{
    private const string WrongPassword = "mk wr\"ong\\%42&+/<2>;]";

    private MarkedKeys _keys = null!;

    [OneTimeSetUp]
    public void MakeKeys() => _keys = MarkedKeys.Make();

    [Test]
    public async Task Main_OnAPullRequest_WritesTheComment_AndPostCleansUp()
    {
        var hub = new FakeGitHub();
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var door = new GitHubDoor();

        var run = door.Main(Inputs(door), Environment(door, server));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        var comment = hub.Comments.Single();
        Assert.That(comment.Body, Does.Contain("Release Sample").And.Contain("1.2.3").And.Contain("https://builds.example.com/").And.Contain("actions/runs/9000128"));
        var outputs = door.Outputs();
        Assert.That(outputs.Keys, Is.EquivalentTo(Declarations.OutputsOfAction), run.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outputs["version"], Is.EqualTo("1.2.3"));
            Assert.That(outputs["build-number"], Is.EqualTo("7"));
            Assert.That(outputs["install-link"], Does.StartWith("https://builds.example.com/"));
            Assert.That(outputs["comment"], Is.EqualTo($"https://github.test/acme/shop/pull/12#issuecomment-{comment.Id}"));
            Assert.That(new[] { outputs["package"], outputs["qr"], outputs["receipt"] }, Is.All.StartsWith(door.Workspace).And.All.Exist);
            Assert.That(JsonElement.Parse(outputs["releases"]).GetArrayLength(), Is.EqualTo(1));
            Assert.That(File.ReadAllText(door.Summary), Does.Contain("Release Sample").And.Contain("https://builds.example.com/"));
        }

        Afterwards(door, hub, run);
    }

    [TestCase("bad token", 4, "does not accept the token")]
    [TestCase("missing permission", 4, "pull-requests: write")]
    [TestCase("primary limit", 5, "rate limit is used up")]
    [TestCase("secondary limit", 5, "rate limit is used up")]
    [TestCase("too many", 5, "rate limit is used up")]
    [TestCase("server errors", 5, "could not be reached")]
    [TestCase("cut connections", 5, "could not be reached")]
    public async Task Main_WhenGitHubFails_SaysSoAndLeaksNothing(string what, int exitCode, string expected)
    {
        var hub = new FakeGitHub { Fault = _ => FaultOf(what) };
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var door = new GitHubDoor();
        var inputs = Inputs(door);
        inputs["comment-required"] = "true";
        // The other kind of key: one that has no password and many lines.
        inputs["keystore"] = _keys.Pem;
        inputs["certificate"] = door.Folder.Write(Path.Combine("the work space", "chain.pem"), _keys.Certificate);
        inputs.Remove("keystore-password");
        inputs.Remove("key-password");

        var run = door.Main(inputs, Environment(door, server));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(run.Output, Does.Contain(expected));
        Assert.That(hub.Comments, Is.Empty);
        Assert.That(File.ReadAllText(door.Summary), Does.Contain("Release Sample"));
        Afterwards(door, hub, run);
    }

    [Test]
    public async Task Main_WhenGitHubLeadsElsewhere_SendsNothingThere()
    {
        var other = new FakeGitHub();
        await using var elsewhere = await FakeGitHubServer.StartAsync(other);
        var hub = new FakeGitHub();
        await using var server = await FakeGitHubServer.StartAsync(hub);
        hub.Fault = request => request.Path.Split('?')[0].EndsWith("/comments", StringComparison.Ordinal) && request.Method is "GET"
            ? new FakeGitHubFault.Refuse(FakeGitHubAnswer.Refusal(301, "Moved Permanently", ("Location", elsewhere.Address + request.Path)))
            : null;
        using var door = new GitHubDoor();

        var run = door.Main(Inputs(door), Environment(door, server));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("renamed or moved"));
        Assert.That(other.Requests, Is.Empty);
        Afterwards(door, hub, run);
    }

    [TestCase("wrong password", 3, "password")]
    [TestCase("wrong key password", 3, "password")]
    [TestCase("damaged keystore", 3, "keystore")]
    [TestCase("cut keystore", 3, "keystore")]
    [TestCase("no keystore", 2, "keystore")]
    public async Task Main_WhenTheKeyDoesNotFit_LeaksNothingOfIt(string what, int exitCode, string expected)
    {
        var hub = new FakeGitHub();
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var door = new GitHubDoor();
        var inputs = Inputs(door);
        switch (what)
        {
            case "wrong password":
                inputs["keystore-password"] = WrongPassword;
                break;
            case "wrong key password":
                inputs["key-password"] = WrongPassword;
                break;
            case "damaged keystore":
                inputs["keystore"] = _keys.KeystoreText[..400] + "AAAABBBB" + _keys.KeystoreText[408..];
                break;
            case "cut keystore":
                inputs["keystore"] = string.Concat(_keys.KeystoreText.Split('\n').SkipLast(10));
                break;
            default:
                // Somebody's upload went wrong: what was to be Base64 is none.
                inputs["keystore"] = _keys.KeystoreText.Replace('A', '?');
                break;
        }

        var run = door.Main(inputs, Environment(door, server));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(run.Output, Does.Contain(expected));
        Afterwards(door, hub, run);
    }

    [Test]
    [Platform("Linux", Reason = "A build command finds its parent's environment in /proc there.")]
    public async Task Main_WhenTheBuildPrintsOurEnvironmentAndFails_MasksAllOfIt()
    {
        var hub = new FakeGitHub();
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var door = new GitHubDoor();
        var inputs = Inputs(door);
        inputs["build"] = """env; tr '\0' '\n' </proc/$PPID/environ >&2; tr '\0' '\n' </proc/$PPID/environ | grep PASSWORD; exit 3""";

        var run = door.Main(inputs, Environment(door, server));

        Assert.That(run.ExitCode, Is.EqualTo(7), run.Output);
        Assert.That(run.Output, Does.Contain("ANDROID_KEYSTORE_PASSWORD=***"));
        Assert.That(hub.Comments.Single().Body, Does.Contain("Release").Or.Contain("failed"));
        Afterwards(door, hub, run);
    }

    [TestCase(true)]
    [TestCase(false)]
    [Platform("Linux", Reason = "Children are found in /proc.")]
    public async Task Main_WhenKilledWhileItWritesTheComment_LeavesNothingForPostButTheFolder(bool withShim)
    {
        var kill = new KilledRun(withShim);
        var hub = new FakeGitHub
        {
            Fault = _ =>
            {
                kill.Kill();
                return new FakeGitHubFault.CutBefore();
            },
        };
        await using var server = await FakeGitHubServer.StartAsync(hub);
        using var door = new GitHubDoor();

        var run = door.Main(Inputs(door), Environment(door, server), kill.Heard);

        Assert.That(kill.Happened, run.Output);
        Assert.That(run.ExitCode, Is.EqualTo(137), run.Output);
        Assert.That(Directory.GetDirectories(door.Temporary, "mobiledist-*"), Has.Length.EqualTo(1));
        Afterwards(door, hub, run);
    }

    private static FakeGitHubFault FaultOf(string what) => what switch
    {
        "bad token" => Refusal(401, "Bad credentials"),
        "missing permission" => Refusal(403, "Resource not accessible by integration", ("x-accepted-github-permissions", "issues=write; pull_requests=write")),
        "primary limit" => Refusal(
            403, "API rate limit exceeded for installation ID 1.", ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", $"{TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}")),
        "secondary limit" => Refusal(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", ("retry-after", "3600")),
        "too many" => Refusal(429, "Too Many Requests", ("retry-after", "3600")),
        "server errors" => new FakeGitHubFault.GatewayAfter(),
        _ => new FakeGitHubFault.CutBefore(),
    };

    private static FakeGitHubFault.Refuse Refusal(int status, string message, params (string Name, string Value)[] headers) =>
        new(FakeGitHubAnswer.Refusal(status, message, headers));

    // Debug logging as a person switches it on for a run.
    private static Dictionary<string, string> Environment(GitHubDoor door, FakeGitHubServer server) =>
        new(door.PullRequest(server.Address), StringComparer.Ordinal) { ["RUNNER_DEBUG"] = "1" };

    private Dictionary<string, string> Inputs(GitHubDoor door)
    {
        door.AddSample();
        return new(StringComparer.Ordinal)
        {
            ["package"] = "*.apk",
            ["keystore"] = _keys.KeystoreText,
            ["keystore-password"] = MarkedKeys.StorePassword,
            ["key-alias"] = MarkedKeys.Alias,
            ["key-password"] = MarkedKeys.KeyPassword,
            ["google-play-credentials"] = _keys.GoogleKeyFile,
            ["app-store-connect-key"] = _keys.AppleKey,
            ["link-url"] = "https://builds.example.com/",
            ["github-token"] = FakeGitHub.Token,
        };
    }

    /// <summary>Looks before and after the post step, which must leave nothing of its own.</summary>
    private void Afterwards(GitHubDoor door, FakeGitHub hub, NodeRun run)
    {
        var sweep = new SecretSweep([.. _keys.Marks, Mark.Of("wrong password", WrongPassword), Mark.Of("token", FakeGitHub.Token)]);
        sweep.Files(door.Folder.FullPath, IsHost).Log(run.Output, "::add-mask::");
        foreach (var request in hub.Requests)
        {
            sweep.Request($"{request}", request.Headers, request.Body);
        }

        var post = door.Post();

        sweep.Files(door.Folder.FullPath, IsHost).Log(post.Output, "::add-mask::");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sweep.Findings, Is.Empty);
            Assert.That(post, Is.EqualTo(new NodeRun(0, "")));
            Assert.That(Directory.GetFileSystemEntries(door.Temporary), Is.Empty);
        }

        // The shim has just compared each of its files with its hash.
        bool IsHost(string file) => file.StartsWith(Path.Combine(door.Action, "action", "host") + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
