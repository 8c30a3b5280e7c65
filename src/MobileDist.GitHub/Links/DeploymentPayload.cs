namespace MobileDist.GitHub;

/// <summary>What we write into a deployment for ourselves.</summary>
/// <param name="Run">The run that made it; a larger number is a later run.</param>
internal sealed record DeploymentPayload(long Run);
