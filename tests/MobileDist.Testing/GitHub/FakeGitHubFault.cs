namespace MobileDist.Testing.GitHub;

/// <summary>What goes wrong with a request.</summary>
public abstract record FakeGitHubFault
{
    private FakeGitHubFault()
    {
    }

    /// <summary>Nothing is done, and this is the answer.</summary>
    public sealed record Refuse(FakeGitHubAnswer Answer) : FakeGitHubFault;

    /// <summary>The connection is cut before anything is done; an upload has begun by then.</summary>
    public sealed record CutBefore : FakeGitHubFault;

    /// <summary>All is done, but the answer never arrives.</summary>
    public sealed record CutAfter : FakeGitHubFault;

    /// <summary>All is done, but a gateway answers for the server.</summary>
    public sealed record GatewayAfter : FakeGitHubFault;
}
