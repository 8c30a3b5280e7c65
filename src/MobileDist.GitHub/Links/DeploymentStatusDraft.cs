namespace MobileDist.GitHub;

/// <summary>A step of a deployment as GitHub takes it.</summary>
/// <param name="State"><c>success</c> or <c>inactive</c>.</param>
internal sealed record DeploymentStatusDraft(string State)
{
    /// <summary>Where the button leads.</summary>
    public string? EnvironmentUrl { get; init; }

    public string? LogUrl { get; init; }

    /// <summary>At most 140 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether GitHub makes the environment's earlier deployments inactive.</summary>
    public bool? AutoInactive { get; init; }
}
