namespace MobileDist;

/// <summary>The one table of exit codes. The numbers are a promise to workflows; they never change.</summary>
public enum ExitCode
{
    /// <summary>Done, and proved where a channel can be proved.</summary>
    Done = 0,

    /// <summary>A bug of ours; the only case that shows a stack trace.</summary>
    Bug = 1,

    /// <summary>Settings or arguments are wrong.</summary>
    Settings = 2,

    /// <summary>A package, key, certificate or profile is not fit; nothing was sent.</summary>
    Unfit = 3,

    /// <summary>A store, host or platform refused, with its reason.</summary>
    Refused = 4,

    /// <summary>A service could not be reached or did not finish in time; running again goes on.</summary>
    Unreachable = 5,

    /// <summary>Published, but the proof failed.</summary>
    Unproved = 6,

    /// <summary>The toolchain's build failed.</summary>
    BuildFailed = 7,

    /// <summary>Cancelled by the user or the runner.</summary>
    Cancelled = 130,
}
