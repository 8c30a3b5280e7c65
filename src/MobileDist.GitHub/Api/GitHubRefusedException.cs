namespace MobileDist.GitHub;

/// <summary>Carries a failure up to where the sentence for it is chosen; never leaves this room.</summary>
internal sealed class GitHubRefusedException(GitHubFailure failure) : Exception(failure.Detail)
{
    public GitHubFailure Failure => failure;
}
