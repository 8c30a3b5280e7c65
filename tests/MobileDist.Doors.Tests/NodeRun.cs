namespace MobileDist.Doors.Tests;

/// <summary>How a script ended, and what it wrote to both outputs.</summary>
internal sealed record NodeRun(int ExitCode, string Output)
{
    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").Split('\n');
}
