namespace MobileDist.GitHub;

/// <summary>Every sentence of this room that a user can get to read as an error.</summary>
internal static class GitHubFaults
{
    public const string TriggerIsGone = "The run before this one names no branch any more, so its pull request is not known: its fork may be deleted.";

    public static DistributionException BadApiAddress(string value) => new(
        ExitCode.Settings,
        new Fault(
            $"The address '{(value.LastIndexOf('@') is > 0 and var at ? "***" + value[at..] : value)}' cannot be that of GitHub's API.",
            "Give 'https://api.github.com', or 'https://HOST/api/v3' for a server of your own; http is for loopback only."));

    public static DistributionException NoIdentityPermission() => new(
        ExitCode.Refused,
        new Fault(
            "This job may not ask GitHub for an identity token: 'ACTIONS_ID_TOKEN_REQUEST_URL' and 'ACTIONS_ID_TOKEN_REQUEST_TOKEN' are not set.",
            "Add this to the job: permissions: { contents: read, id-token: write }. A reusable workflow needs it in its caller as well, and a container step gets the two variables only when they are passed on."));

    public static DistributionException NoIdentityInFork() => new(
        ExitCode.Refused,
        new Fault(
            "The change comes from a fork, and GitHub gives no identity token to such runs, whatever 'permissions:' says.",
            "Nothing can be added to this workflow. Publish from a second one that 'workflow_run' starts, which never runs code of the pull request."));

    public static DistributionException BadIdentityAddress(string variable) => new(
        ExitCode.Settings,
        new Fault(
            $"'{variable}' holds no address that the token of the job may be sent to.",
            "Leave it as the runner sets it: an address with https (http is for loopback only)."));

    public static DistributionException IdentityRefused(int status) => new(
        ExitCode.Refused,
        new Fault(
            $"GitHub gave no identity token ({status}).",
            "The job's right to ask ends with the job: run it again. If it stays so, look at 'permissions: id-token: write' and at the organisation's rules for OpenID Connect."));

    public static DistributionException IdentityUnreachable(string because) => new(
        ExitCode.Unreachable,
        new Fault(
            $"GitHub's service for identity tokens could not be reached: {PlainText.Clean(because)}.",
            "Run the job again; githubstatus.com tells of outages."));

    public static DistributionException BadRepository(string value) => new(
        ExitCode.Settings,
        new Fault(
            $"The repository '{PlainText.Clean(value)}' is not of the form 'owner/name'.",
            "In a workflow GITHUB_REPOSITORY holds it; elsewhere set it yourself."));

    public static DistributionException NoPullRequestForRelease() => new(
        ExitCode.Settings,
        new Fault(
            "The host 'github-release' carries one pre-release per pull request, and this run belongs to none.",
            "Run it on 'pull_request', or choose another host for this workflow."));

    public static DistributionException PrivateRepository(string repository) => new(
        ExitCode.Refused,
        new Fault(
            $"The repository '{repository}' is not public, so phones cannot download the files of its releases: GitHub asks for a login that the installer does not have.",
            OtherHost));

    public static DistributionException PrivateServer(string repository, string server) => new(
        ExitCode.Refused,
        new Fault(
            $"The server '{server}' shows the repository '{repository}' to nobody without a login, although it is public (private mode): phones cannot download the files of its releases.",
            OtherHost));

    public static DistributionException PackageMissing(string path, Exception? inner = null) => new(
        ExitCode.Unfit,
        new Fault($"The package '{path}' cannot be read.", "Run the signing stage first, or give the path of a signed package."),
        inner);

    public static DistributionException CannotKeepFiles(string folder, Exception inner) => new(
        ExitCode.Refused,
        new Fault($"The page and the QR code could not be written to '{folder}': {inner.Message}", "Make room or give write permission there, then run again."),
        inner);

    public static DistributionException UploadIncomplete(string file, string repository) => new(
        ExitCode.Unreachable,
        new Fault(
            $"The file '{file}' did not arrive whole at the release of '{repository}', three times in a row.",
            "Run again: half a file is replaced. What was published before is unchanged."));

    public static DistributionException Release(GitHubFailure failure, string repository, bool isFork) =>
        new(ExitCodeOf(failure), Of(failure, $"The release of '{repository}' could not be written", "contents: write", repository, isFork));

    public static Fault Comment(GitHubFailure failure, string repository, bool isFork) =>
        Of(failure, $"The comment on the pull request of '{repository}' could not be written", "pull-requests: write", repository, isFork);

    public static Fault CommentUnproved(string repository) => new(
        $"The comment on the pull request of '{repository}' was written, but the rows of this run did not stay in it.",
        "Other jobs kept overwriting it. Run this job again, or let the jobs that write take turns with a 'concurrency:' group.");

    public static Fault Deployment(GitHubFailure failure, string repository, bool isFork) =>
        Of(failure, $"The deployment with the link could not be written to '{repository}'", "deployments: write", repository, isFork);

    public static Fault CheckRun(GitHubFailure failure, string repository, bool isFork) =>
        Of(failure, $"The check run with the link could not be written to '{repository}'", "checks: write", repository, isFork);

    public static Fault PullRequest(GitHubFailure failure, string repository) =>
        Of(failure, $"The pull request that this run follows could not be looked up in '{repository}'", "pull-requests: write", repository, isFork: false);

    public static string NoPullRequestOfTrigger(string? commit) =>
        $"No open pull request has the commit '{commit}' of the run before this one as its head: it was closed, or pushed to again, and then a newer run tells of it.";

    public static string SeveralPullRequestsOfTrigger(string? commit, IEnumerable<int> numbers) =>
        $"Several open pull requests have the commit '{commit}' of the run before this one as their head ({string.Join(", ", numbers.Select(number => $"#{number}"))}), so none is taken. Close all but one.";

    public static ExitCode ExitCodeOf(GitHubFailure failure) =>
        failure.Kind is GitHubFailureKind.Unreachable or GitHubFailureKind.RateLimited ? ExitCode.Unreachable : ExitCode.Refused;

    private static Fault Of(GitHubFailure failure, string what, string permission, string repository, bool isFork)
    {
        var (because, remedy) = failure.Kind switch
        {
            GitHubFailureKind.BadToken => (
                "GitHub does not accept the token",
                "Leave the input 'github-token' at its default, or renew the token that you give there."),
            GitHubFailureKind.NoPermission when isFork => (
                "the change comes from a fork, and the token of such a run may only read",
                "Nothing can be added to this workflow. Announce from a second one that 'workflow_run' starts, which never runs code of the pull request."),
            GitHubFailureKind.NoPermission => (
                $"the token lacks '{permission}'",
                $"Add this to the job: permissions: {{ contents: read, {permission} }}.{ReadOnly}"),
            GitHubFailureKind.SingleSignOn => (
                "the organisation wants the token authorised for single sign-on",
                "Authorise the token in your GitHub settings, or use the job's own token."),
            GitHubFailureKind.Archived => (
                "the repository is archived and takes no changes",
                $"Take '{repository}' out of the archive, or switch this off for it."),
            GitHubFailureKind.Locked => (
                "the conversation is locked",
                "Unlock it, or give the token of somebody with write access."),
            GitHubFailureKind.RateLimited => (
                "GitHub's rate limit is used up for longer than this run waits",
                "Run the job again later; fewer jobs at once, or one job that writes for all, stay below it."),
            GitHubFailureKind.Missing => (
                "GitHub does not find it, or hides it from this token",
                $"Check the repository's name and number, and that the job has permissions: {{ contents: read, {permission} }}."),
            GitHubFailureKind.TooLong => (
                "the text is too long for GitHub",
                "Publish fewer apps per comment: give each app a comment of its own."),
            GitHubFailureKind.Moved => (
                "the repository was renamed or moved",
                "Use its new name; a run that starts after the move knows it by itself."),
            GitHubFailureKind.Immutable => (
                "releases of this repository cannot be changed once they are published",
                "Switch 'immutable releases' off in the repository's settings, or choose another host."),
            GitHubFailureKind.Unreachable => (
                "GitHub could not be reached",
                "Run the job again; it goes on where this one stopped."),
            _ => (
                "GitHub refused",
                "GitHub's answer below says why."),
        };
        var fault = new Fault($"{what}: {because}.", remedy).With("GitHub says", failure.Detail);
        return failure.Asks is { } asks ? fault.With("GitHub asks for", asks) : fault;
    }

    private const string OtherHost =
        "Use a host outside of the repository: 'folder' with a base address that your own web server or bucket serves, or a store's test channel.";

    private const string ReadOnly =
        " If that line is there, the token is one that may only read: runs of Dependabot get such a token, and so do reusable workflows whose caller grants less.";
}
