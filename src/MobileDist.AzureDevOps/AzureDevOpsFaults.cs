using System.Net;
using System.Text.RegularExpressions;

namespace MobileDist.AzureDevOps;

/// <summary>Every sentence of this room that a user can get to read as an error.</summary>
internal static partial class AzureDevOpsFaults
{
    private const int ShownCharacters = 300;

    public static DistributionException NoToken() => new(
        ExitCode.Refused,
        new Fault(
            "The step has no token for Azure DevOps: 'SYSTEM_ACCESSTOKEN' is not set.",
            "Pass it to the step in the pipeline's YAML: 'env:' with 'SYSTEM_ACCESSTOKEN: $(System.AccessToken)'."));

    public static DistributionException BadAddress(string address) => new(
        ExitCode.Settings,
        new Fault(
            $"'{Shown(address)}' (SYSTEM_COLLECTIONURI) is no address that the token of the job may be sent to: over http anybody on the way could read it.",
            "Let the Azure DevOps Server answer at https, and set that as its public URL; http is for loopback only."));

    public static DistributionException NoIdentity() => new(
        ExitCode.Refused,
        new Fault(
            "This job cannot ask Azure DevOps for an identity token: 'SYSTEM_OIDCREQUESTURI' is not set.",
            "The service sets it in every job; an Azure DevOps Server has no such tokens, use a stored key there. A container step gets the variable only when it is passed on."));

    public static DistributionException BadServiceConnection(string value) => new(
        ExitCode.Settings,
        new Fault(
            $"'{Shown(value)}' is no id of a service connection.",
            "Give the UUID from the connection's address in the browser ('resourceId=…'), not its name; or leave it away to sign in as the pipeline itself."));

    public static DistributionException BadIdentityAddress() => new(
        ExitCode.Settings,
        new Fault(
            "'SYSTEM_OIDCREQUESTURI' holds no address that the token of the job may be sent to.",
            "Leave it as the agent sets it: an address with https (http is for loopback only)."));

    public static DistributionException IdentityTokenRefused() => new(
        ExitCode.Refused,
        new Fault(
            "Azure DevOps did not take the job's token when it was asked for an identity token.",
            "Pass the job's own token to the step: 'env:' with 'SYSTEM_ACCESSTOKEN: $(System.AccessToken)'. It is valid while the job runs."));

    /// <param name="status">Of the answer.</param>
    /// <param name="connection">The id of the service connection; null when the token is that of the pipeline.</param>
    /// <param name="answer">The body's message.</param>
    public static DistributionException IdentityRefused(HttpStatusCode status, string? connection, string answer) => new(
        ExitCode.Refused,
        new Fault(
            connection is null ? $"Azure DevOps gave no identity token for the pipeline ({(int)status})." : $"Azure DevOps gave no identity token for the service connection '{connection}' ({(int)status}).",
            connection is null
                ? "Run the job again; when it stays so, the message below is the server's own reason."
                : "Check the id; allow this pipeline in the connection's security settings; and see that the connection is one of Azure Resource Manager with workload identity federation. A connection counts as used only when the pipeline's YAML names it.")
            .With("Azure DevOps says", Shown(answer)));

    public static DistributionException IdentityUnreachable(string because) => new(
        ExitCode.Unreachable,
        new Fault(
            $"Azure DevOps could not be asked for an identity token: {Shown(because)}.",
            "Run the job again later; status.dev.azure.com tells of outages of the service."));

    public static DistributionException NotSignedIn(string address) => new(
        ExitCode.Refused,
        new Fault(
            $"Azure DevOps at '{address}' answered with its sign-in page instead of data: the token was not taken.",
            "Use the job's own token ('SYSTEM_ACCESSTOKEN: $(System.AccessToken)'), or a personal access token of the same organization that has not expired and has the scope 'Code (Read & write)'."));

    public static DistributionException Unauthorized(string address, AzureDevOpsTokenKind kind) => new(
        ExitCode.Refused,
        new Fault(
            $"Azure DevOps at '{address}' does not accept the {(kind == AzureDevOpsTokenKind.Job ? "job's token" : "personal access token")} (401).",
            kind == AzureDevOpsTokenKind.Job
                ? "The job's token is valid while the job runs, and only for the organization that runs it; map it anew with 'SYSTEM_ACCESSTOKEN: $(System.AccessToken)'."
                : "Make a new personal access token with the scope 'Code (Read & write)' in this organization; the old one is wrong, expired or revoked."));

    /// <param name="answer">The body's message; with TF401027 it names the permission and the identity.</param>
    /// <param name="pullRequest">Where it was asked for.</param>
    public static DistributionException Forbidden(string answer, AzurePullRequest pullRequest)
    {
        var match = NeedsPermission.Match(answer);
        if (!match.Success)
        {
            return new DistributionException(
                ExitCode.Refused,
                new Fault(
                    $"Azure DevOps refuses access to pull request {pullRequest.Number} (403): '{Shown(answer)}'",
                    "Give the token's identity the permissions 'Read' and 'Contribute to pull requests' on the repository: Project settings, Repositories, Security."));
        }

        var identity = Shown(match.Groups["identity"].Value);
        var permission = match.Groups["permission"].Value switch
        {
            "PullRequestContribute" => "Contribute to pull requests",
            "GenericRead" => "Read",
            "GenericContribute" => "Contribute",
            var other => other,
        };
        return new DistributionException(
            ExitCode.Refused,
            new Fault(
                $"The identity '{identity}' lacks the permission '{permission}' on the repository '{pullRequest.RepositoryName ?? pullRequest.RepositoryId}' (TF401027).",
                $"Open Project settings, Repositories, '{pullRequest.RepositoryName ?? pullRequest.RepositoryId}', Security; search for '{identity[(identity.IndexOf('\\', StringComparison.Ordinal) + 1)..]}' (a build service is found by this id when its name is not: 'Project Build Service' or 'Project Collection Build Service') and set '{permission}' to Allow.")
                .With("identity", identity)
                .With("permission", permission));
    }

    public static DistributionException NotFound(string answer, AzurePullRequest pullRequest) => new(
        ExitCode.Refused,
        new Fault(
            $"Azure DevOps cannot find pull request {pullRequest.Number} of the repository '{pullRequest.RepositoryName ?? pullRequest.RepositoryId}' (404): '{Shown(answer)}'",
            "Where the repository does exist, the token may not see it: check 'Read' for the build service, and in Project settings, Pipelines, Settings whether the job's token is limited to repositories that the YAML names."));

    public static DistributionException Refused(HttpStatusCode status, string answer) => new(
        ExitCode.Refused,
        new Fault(
            $"Azure DevOps refused a request ({(int)status}): '{Shown(answer)}'",
            answer.Contains("api version", StringComparison.OrdinalIgnoreCase) || answer.Contains("VssVersionOutOfRange", StringComparison.Ordinal)
                ? "Version 7.1 of the API is needed: the service has it, and Azure DevOps Server from 2022.1 on."
                : "Run the job again; when it stays so, the message above is the server's own reason."));

    public static DistributionException Limited(TimeSpan wait) => new(
        ExitCode.Unreachable,
        new Fault(
            $"Azure DevOps limits the requests of this identity and asks to wait {wait.TotalSeconds:0} seconds.",
            "Run the job again later; fewer jobs at the same time help, too."));

    public static DistributionException Unavailable(HttpStatusCode status) => new(
        ExitCode.Unreachable,
        new Fault(
            $"Azure DevOps could not answer ({(int)status}), also when asked again.",
            "Run the job again later; status.dev.azure.com tells of outages of the service."));

    public static DistributionException Unreachable(string address, Exception inner) => new(
        ExitCode.Unreachable,
        new Fault(
            $"Azure DevOps at '{address}' could not be reached, or the connection was cut.",
            "Check that the agent reaches this address (proxy, firewall, certificate of an own server), then run the job again."),
        inner);

    public static DistributionException Unreadable(string address, Exception? inner = null) => new(
        ExitCode.Refused,
        new Fault(
            $"What '{address}' answered is not an answer of Azure DevOps that could be read.",
            "Check that the address of the collection is right and that no proxy answers in its place."),
        inner);

    public static DistributionException NotSettled(int number) => new(
        ExitCode.Unreachable,
        new Fault(
            $"The comment on pull request {number} was changed by others each time it was written.",
            "Run the job again; with many jobs on one pull request, write the comment in a last job that depends on them, or give each app a comment of its own."));

    // The service's form: TF401027: You need the Git 'PullRequestContribute' permission to perform this action.
    // Details: identity 'Build\2fa9…', scope 'repository'.
    [GeneratedRegex(@"TF401027: [^']{0,200}'(?<permission>[A-Za-z]{1,60})'[^']{0,200}identity '(?<identity>[^']{1,200})'", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NeedsPermission { get; }

    private static string Shown(string text)
    {
        var clean = PlainText.Clean(text).Trim();
        return clean.Length > ShownCharacters ? clean[..ShownCharacters] + "…" : clean;
    }
}
