namespace MobileDist.Pipeline.Building;

/// <summary>How a command ended.</summary>
internal abstract record ShellOutcome
{
    private ShellOutcome()
    {
    }

    internal sealed record Exited(int Code) : ShellOutcome;

    internal sealed record TimedOut : ShellOutcome;
}
