namespace MobileDist.Testing.GitHub;

/// <summary>A step of the fake's deployment.</summary>
public sealed record FakeDeploymentStatus(long Id, string State, string EnvironmentUrl = "", string LogUrl = "");
