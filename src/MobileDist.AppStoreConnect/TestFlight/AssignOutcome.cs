namespace MobileDist.AppStoreConnect;

/// <summary>What became of giving a build to a group.</summary>
public abstract record AssignOutcome
{
    private AssignOutcome()
    {
    }

    public sealed record Assigned(Change Change) : AssignOutcome;

    /// <summary>The group gets every build by itself.</summary>
    public sealed record Automatic : AssignOutcome;

    /// <summary>Apple does not take it in the build's present state.</summary>
    public sealed record NotYet(Fault Why) : AssignOutcome;
}
