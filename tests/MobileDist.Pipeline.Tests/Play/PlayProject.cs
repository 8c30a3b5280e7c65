using System.Text.Json;
using MobileDist.Packages;
using MobileDist.Packages.Android;
using MobileDist.PullRequests;
using MobileDist.Signing;
using MobileDist.Signing.Android;
using MobileDist.Testing;
using MobileDist.Testing.GooglePlay;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>A user's project with an Android app for Google Play, and a Google that shares its clock.</summary>
internal sealed class PlayProject : IAsyncDisposable
{
    public const string Settings = """
        apps:
          demo:
            android:
              package: app.apk
              channels: play
              signing: { keystore: upload.pem }
        """;

    private readonly PlayNetwork _network;

    private PlayProject(VirtualTime time, FakeIdentityServer identity, string play, string? settings)
    {
        Identity = identity;
        Play = new FakeGooglePlay(time) { ReadPackage = Read };
        App = Play.AddApp(SampleApk.Identifier);
        App.AddRelease("production", 3);
        _network = new PlayNetwork(Play, identity);
        Time = time;
        Project = Make(play, settings, 12);
    }

    public Project Project { get; }

    public VirtualTime Time { get; }

    public FakeGooglePlay Play { get; }

    public FakePlayApp App { get; }

    public FakeIdentityServer Identity { get; }

    public NoteList Notes => Project.Notes;

    public static async Task<PlayProject> StartAsync(string play = "track: internal", string? settings = null, int actors = 1)
    {
        var time = new VirtualTime(actors);
        return new PlayProject(time, await FakeIdentityServer.StartAsync(time), play, settings);
    }

    /// <summary>Another job on the same app, with another version code.</summary>
    public Project Another(string play, int versionCode) => Make(play, $"{Settings}\n      version-code: {versionCode}", 13);

    private Project Make(string play, string? settings, int pullRequest)
    {
        var project = new Project($"{settings ?? Settings}\nchannels:\n  play: {{ {play.ReplaceLineEndings(" ")} }}\n")
        {
            Time = Time,
            StoreHandler = _network,
            Facts = PullRequest(pullRequest),
        };
        File.Copy(project.Output("throw-away.pem"), project.Combine("upload.pem"));
        project.Environment["GOOGLE_PLAY_CREDENTIALS"] = Identity.Google.Play.KeyFile(Identity.TokenAddress);
        project.Environment["MOBILEDIST_GOOGLE_PLAY_URL"] = Play.Address;
        project.Environment["MOBILEDIST_GOOGLE_TOKEN_URL"] = Identity.TokenAddress;
        project.Environment["MOBILEDIST_GOOGLE_STS_URL"] = Identity.Address + "/v1/token";
        project.Environment["MOBILEDIST_GOOGLE_IAM_CREDENTIALS_URL"] = Identity.Address + "/";
        project.Environment["MOBILEDIST_CLOUD_IDENTITY_URL"] = Identity.Address;
        return project;
    }

    public static CiFacts PullRequest(int number) => new()
    {
        Repository = "acme/shop",
        PullRequestNumber = number,
        PullRequestTitle = "Faster checkout 🚀",
        PullRequestText = "<!-- template -->\nPlease pay twice.",
        Commit = "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
        RunNumber = 128,
        RunAttempt = 1,
    };

    /// <summary>The sample as an app bundle in the place of the APK.</summary>
    public void UseBundle()
    {
        Project.Write("mobiledist.yml", File.ReadAllText(Project.Combine("mobiledist.yml")).Replace("app.apk", "app.aab", StringComparison.Ordinal));
        File.Copy(SampleAab.FullPath, Project.Combine("app.aab"));
    }

    /// <summary>Play signs universal APKs with a key of its own, as it does.</summary>
    public async Task<string> MakeUniversalApksAsync()
    {
        using var identity = ThrowAwayIdentity.Create(DateTimeOffset.UtcNow);
        var path = Project.Combine("made-by-play.apk");
        await ApkSigner.SignAsync(SampleApk.FullPath, path, identity, new ApkSigningOptions { MinSdk = SampleApk.MinSdk, Version = new AndroidVersion { Name = SampleApk.VersionName } }, null, default);
        Play.MakeUniversalApk = _ => File.ReadAllBytes(path);
        Play.AppCertificate = string.Join(':', Enumerable.Range(0, 32).Select(at => identity.CertificateDigest.Substring(at * 2, 2).ToUpperInvariant()));
        return identity.CertificateDigest;
    }

    public Task<Distribution> DistributeAsync(CancellationToken cancellationToken = default) => Project.DistributeAsync(cancellationToken);

    public async Task<Distribution> CheckAsync()
    {
        var distribution = Project.Load();
        await distribution.CheckAsync(default);
        return distribution;
    }

    public async Task<JsonElement> RecordAsync(int channel = 0)
    {
        using var receipt = JsonDocument.Parse(await Project.ReceiptAsync());
        return receipt.RootElement.GetProperty("publish").GetProperty("channels")[channel].Clone();
    }

    /// <summary>What testers have in the end, in a form that two runs can be compared by.</summary>
    public string EndState() => string.Join('\n',
    [
        .. App.Live.Packages.Select(package => $"package {package.VersionCode} {(package.IsApk ? "APK" : "AAB")} mapping {package.HasMapping} symbols {package.HasNativeSymbols}"),
        .. App.Live.Tracks.Select(track => $"track {track.Key} {track.Value.ToJsonString()}"),
        .. App.Live.Groups.Select(groups => $"groups {groups.Key} {string.Join(',', groups.Value)}"),
        .. Identity.Groups.Members.Select(member => $"member {member.Email} {member.Role}"),
        $"open edits {Play.OpenEdits}",
    ]);

    public async ValueTask DisposeAsync()
    {
        Project.Dispose();
        _network.Dispose();
        Play.Dispose();
        await Identity.DisposeAsync();
        Assert.That(Play.Unplanned, Is.Empty, "requests that nobody planned");
        Assert.That(Identity.State.Violations, Is.Empty);
    }

    private static FakePlayContent? Read(byte[] package)
    {
        using var folder = new TestFolder();
        try
        {
            var info = PackageReader.Read(folder.Write("package", package));
            var code = int.Parse(info.BuildNumber, System.Globalization.CultureInfo.InvariantCulture);
            return new FakePlayContent(code, info.Format == PackageFormat.Apk, info.Signature.Schemes.IsEmpty ? FakePlayContent.NotSigned : "");
        }
        catch (DistributionException)
        {
            return null;
        }
    }
}
