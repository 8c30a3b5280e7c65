namespace MobileDist.Testing.GitHub;

/// <summary>A deployment of the fake.</summary>
public sealed class FakeDeployment(long id, string sha, string environment, string payload, string description)
{
    public long Id => id;

    public string Sha => sha;

    public string Environment => environment;

    /// <summary>As JSON.</summary>
    public string Payload => payload;

    public string Description => description;

    /// <summary>Oldest first.</summary>
    public List<FakeDeploymentStatus> Statuses { get; } = [];

    /// <summary>The state of the latest step; <c>pending</c> before the first.</summary>
    public string State => Statuses is [.., var last] ? last.State : "pending";
}
