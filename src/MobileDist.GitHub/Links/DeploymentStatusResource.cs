namespace MobileDist.GitHub;

/// <summary>A step of a deployment as GitHub gives it.</summary>
internal sealed record DeploymentStatusResource
{
    public long Id { get; init; }

    public string? State { get; init; }

    public string? EnvironmentUrl { get; init; }

    public string? LogUrl { get; init; }
}
