namespace MobileDist.GitHub;

/// <summary>A deployment as GitHub takes it: of this commit as it is, whatever its checks say, and without merging anything into it.</summary>
internal sealed record DeploymentDraft
{
    public required string Ref { get; init; }

    public required string Environment { get; init; }

    public required DeploymentPayload Payload { get; init; }

    public string? Description { get; init; }

    public bool AutoMerge { get; init; }

    public string[] RequiredContexts { get; init; } = [];

    /// <summary>False although the environment goes with the pull request: GitHub makes earlier deployments inactive only where it is.</summary>
    public bool TransientEnvironment { get; init; }

    public bool ProductionEnvironment { get; init; }
}
