using System.Text.Json;
using System.Text.RegularExpressions;
using MobileDist.PullRequests;
using MobileDist.Testing;
using MobileDist.Testing.Apple;
using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.Pipeline.Tests.TestFlight;

/// <summary>A user's project with an iOS app for TestFlight, and an App Store Connect that shares its clock.</summary>
internal sealed class TestFlightProject : IDisposable
{
    public const string Identifier = "com.example.mobiledist.sample";

    public const string Settings = """
        apps:
          demo:
            ios:
              package: app.ipa
              channels: testflight
              signing: { type: app-store, certificate: my.p12, certificate-password: "${MY_PASSWORD}", profiles: "*.mobileprovision" }
        """;

    private const string Full = """
        groups: [QA, Friends], create-groups: external, public-link: true, public-link-limit: 50, sync-testers: { Friends: beta },
        testers: vip, notify: true, review: { contact-phone: "+49 30 1234", notes: "Tap Pay." }
        """;

    private readonly FakeAppStoreConnectHandler _network;

    public TestFlightProject(string testFlight = "groups: QA", string? settings = null)
    {
        Time = new VirtualTime();
        Apple = new FakeAppStoreConnect(Time) { PartSize = 10 * 1024, NeedsSubmissionForGroups = true, DeclaredEncryption = null };
        Apple.Apps[Identifier] = FakeAppStoreConnect.AppId;
        Apple.Apps.Remove(FakeAppStoreConnect.BundleId);
        _network = new FakeAppStoreConnectHandler(Apple);
        Project = new Project($"{settings ?? Settings}\nchannels:\n  testflight: {{ uses-non-exempt-encryption: false, {testFlight.ReplaceLineEndings(" ")} }}\n")
        {
            AppleRoots = [AppleTestAuthority.Shared.Root.CreateCertificate()],
            Time = Time,
            StoreHandler = _network,
            Facts = PullRequest(12),
        };
        File.Copy(RepositoryRoot.Combine("samples", "ios", "Sample-unsigned.ipa"), Project.Combine("app.ipa"));
        File.WriteAllBytes(Project.Combine("my.p12"), AppleTestAuthority.Shared.Distribution.ExportPkcs12("p12 password"));
        foreach (var (file, suffix) in new[] { ("app", ""), ("share", ".share") })
        {
            var profile = new AppleTestProfile { Name = $"Store {file}", AppId = Identifier + suffix, Kind = AppleTestProfileKind.AppStore };
            File.WriteAllBytes(Project.Combine(file + ".mobileprovision"), profile.ToBytes());
        }

        Project.Environment["MY_PASSWORD"] = "p12 password";
        Project.Environment["SOURCE_DATE_EPOCH"] = $"{AppleTestAuthority.Now.ToUnixTimeSeconds()}";
        Project.Environment["APP_STORE_CONNECT_KEY"] = Apple.KeyText;
        Project.Environment["APP_STORE_CONNECT_KEY_ID"] = FakeAppStoreConnect.KeyId;
        Project.Environment["APP_STORE_CONNECT_ISSUER_ID"] = FakeAppStoreConnect.Issuer;
        Project.Environment["MOBILEDIST_APP_STORE_CONNECT_URL"] = Apple.Address;
    }

    public Project Project { get; }

    public FakeAppStoreConnect Apple { get; }

    public VirtualTime Time { get; }

    public IReadOnlyList<FakeAppleRequest> Writes => [.. Apple.Requests.Where(request => request.Method is not "GET")];

    public static CiFacts PullRequest(int number, string commit = "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403") => new()
    {
        Repository = "acme/shop",
        PullRequestNumber = number,
        PullRequestTitle = "Faster checkout 🚀",
        PullRequestText = "<!-- template -->\nPlease pay twice.",
        Commit = commit,
        RunNumber = 128,
        RunAttempt = 1,
    };

    /// <summary>One that asks for nearly everything.</summary>
    public static TestFlightProject Complete()
    {
        var project = new TestFlightProject(Full);
        project.AddGroup("QA");
        project.Project.Arguments["roster"] = "testers.yml";
        project.Project.Write("testers.yml", """
            testers:
              - { name: Jane Doe, email: jane@example.com, groups: [beta] }
              - { name: Joe Roe, email: joe@example.com, groups: [beta, vip] }
              - { name: Ban Ned, email: banned@acme.example, groups: [beta] }
            """);
        return project;
    }

    /// <summary>A group with somebody in it.</summary>
    public FakeBetaGroup AddGroup(string name, bool isInternal = true, bool hasAllBuilds = false)
    {
        var group = Apple.AddGroup(name, isInternal, hasAllBuilds);
        Apple.AddTester($"{name.ToLowerInvariant()}@acme.example", group, "ACCEPTED");
        return group;
    }

    public Task<Distribution> DistributeAsync(CancellationToken cancellationToken = default) => Project.DistributeAsync(cancellationToken);

    /// <summary>As <c>--target=Publish</c> does it, with the stages that it depends on.</summary>
    public async Task<Distribution> PublishAsync(CancellationToken cancellationToken = default)
    {
        var distribution = Project.Load();
        await distribution.CheckAsync(cancellationToken);
        await distribution.BuildAsync(cancellationToken);
        await distribution.SignAsync(cancellationToken);
        await distribution.PublishAsync(cancellationToken);
        return distribution;
    }

    public async Task<JsonElement> RecordAsync()
    {
        using var receipt = JsonDocument.Parse(await Project.ReceiptAsync("demo-ios"));
        return receipt.RootElement.GetProperty("publish").GetProperty("channels")[0].Clone();
    }

    /// <summary>What testers have in the end, in a form that two runs can be compared by.</summary>
    public string EndState() => string.Join('\n',
    [
        .. Apple.Uploads.Select(upload => $"upload {upload.Version} {upload.BuildNumber} {upload.Committed is not null}"),
        .. Apple.Builds.Select(build => $"build {build.BuildNumber} {build.UsesNonExemptEncryption} {build.ReviewState} {build.IsExpired} {build.AutoNotify} {string.Join(',', Apple.Groups.Where(group => build.GroupIds.Contains(group.Id)).Select(group => group.Name))} {string.Join(',', Apple.Testers.Where(tester => build.TesterIds.Contains(tester.Id)).Select(tester => tester.Email).Order(StringComparer.Ordinal))}"),
        .. Apple.Groups.Select(group => $"group {group.Name} {group.HasPublicLink} {string.Join(',', Apple.Testers.Where(tester => group.TesterIds.Contains(tester.Id)).Select(tester => tester.Email).Order(StringComparer.Ordinal))}"),
        .. Apple.Localizations.Select(text => $"text {text.Locale} {text.WhatsNew}"),
        .. Apple.ReviewDetail.Select(detail => $"{detail.Key} {detail.Value}"),
    ]);

    // How long a signature is differs with the key that each process makes.
    public string Scrub(string text) => Regex.Replace(Project.Scrub(text), "\"fileSize\": [0-9]+", "\"fileSize\": SIZE", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    public void Dispose()
    {
        Project.Dispose();
        _network.Dispose();
        Apple.Dispose();
    }
}
