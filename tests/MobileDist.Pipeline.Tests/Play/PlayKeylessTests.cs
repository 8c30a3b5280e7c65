using MobileDist.Testing.GooglePlay;
using MobileDist.Testing.GooglePlay.Identity;

namespace MobileDist.Pipeline.Tests.Play;

/// <summary>The whole job without a stored key, in the form of each CI platform, over the network.</summary>
public sealed class PlayKeylessTests
{
    private const string Keyless = $"workload-identity-provider: {FakeGoogleIdentity.Provider}, service-account: {FakeGoogleIdentity.Account}";

    [Test]
    public async Task Distribute_OnGitHub_SignsInAsTheJob()
    {
        await using var project = await PlayProject.StartAsync(Keyless);
        project.Identity.Google.Play.Impersonators.Add(FakeCiIssuers.GitHubSubject);
        Assert.That(await RunAsync(project, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_REPOSITORY"] = "acme/shop",
            ["GITHUB_RUN_ID"] = "77",
            ["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{project.Identity.Address}{FakeCiIssuers.GitHubPath}?api-version=2.0",
            ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = FakeCiIssuers.GitHubWord,
        }), Is.EqualTo(ExitCode.Done), project.Notes.Transcript);

        Assert.That(project.App.Live.CodesOn("internal"), Is.EqualTo(new[] { 7L }));
        Assert.That(project.Identity.Issuers.Issued.Values.Select(token => token.Subject), Is.All.EqualTo(FakeCiIssuers.GitHubSubject));
    }

    [TestCase("", FakeCiIssuers.AzurePipelineSubject)]
    [TestCase($", service-connection: {FakeCiIssuers.Connection}", FakeCiIssuers.AzureSubject)]
    public async Task Distribute_OnAzureDevOps_SignsInAsPipelineOrConnection(string connection, string subject)
    {
        await using var project = await PlayProject.StartAsync(Keyless + connection);
        var provider = project.Identity.Google.Providers["//iam.googleapis.com/" + FakeGoogleIdentity.Provider];
        (provider.Issuer, provider.AllowedAudience) = (FakeCiIssuers.AzureIssuer, FakeCiIssuers.AzureAudience);
        project.Identity.Google.Play.Impersonators.Add(subject);
        Assert.That(await RunAsync(project, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TF_BUILD"] = "True",
            ["SYSTEM_OIDCREQUESTURI"] = project.Identity.Address + FakeCiIssuers.AzurePath,
            ["SYSTEM_ACCESSTOKEN"] = FakeCiIssuers.AzureWord,
        }), Is.EqualTo(ExitCode.Done), project.Notes.Transcript);

        Assert.That(project.Identity.Issuers.Issued.Values.Select(token => token.Subject), Is.All.EqualTo(subject));
    }

    [Test]
    public async Task Check_WhenGitHubJobHasNoPermission_NamesIt()
    {
        await using var project = await PlayProject.StartAsync(Keyless);

        Assert.That(
            await RunAsync(project, new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_ACTIONS"] = "true", ["GITHUB_REPOSITORY"] = "acme/shop", ["GITHUB_RUN_ID"] = "77" }),
            Is.Not.EqualTo(ExitCode.Done));

        Assert.That(string.Concat(project.Notes.Notes.Select(note => note.Fault?.Remedy)), Does.Contain("id-token: write"));
        Assert.That(project.Play.Requests, Is.Empty);
    }

    private static async Task<ExitCode> RunAsync(PlayProject project, Dictionary<string, string> job)
    {
        await using var server = await FakeGooglePlayServer.StartAsync(project.Play);
        project.Play.Fault = request =>
        {
            if (request.Header("Authorization")?["Bearer ".Length..] is { } token && project.Identity.Google.Judge(token) is { } owner)
            {
                project.Play.Tokens[token] = owner.Principal;
            }

            return null;
        };
        project.Project.StoreHandler = null;
        project.Project.Environment.Remove("GOOGLE_PLAY_CREDENTIALS");
        project.Project.Environment["MOBILEDIST_GOOGLE_PLAY_URL"] = server.Address;
        foreach (var (name, value) in job)
        {
            project.Project.Environment[name] = value;
        }

        using var surroundings = CiSurroundings.Detect(project.Project.Environment, TextWriter.Null, TextWriter.Null, project.Project.Redactor, TimeProvider.System);
        project.Project.IdentityTokens = surroundings.IdentityTokens;
        var distribution = await project.DistributeAsync();
        var told = project.Notes.Transcript + await project.Project.ReceiptAsync() + distribution.Announcement!.Markdown;
        Assert.That(told, Does.Not.Contain("MARKED").And.Not.Contain("eyJ"));
        return distribution.ExitCode;
    }
}
