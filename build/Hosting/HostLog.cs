using Cake.Core.Diagnostics;

namespace MobileDist.Build;

/// <summary>
/// Cake's log, without the one error line that Cake writes after the teardown: by then the failure is known as it was
/// thrown, and is printed once, with all that it has to say.
/// </summary>
internal sealed class HostLog(ICakeLog inner, RunOutcome outcome) : ICakeLog
{
    public Verbosity Verbosity
    {
        get => inner.Verbosity;
        set => inner.Verbosity = value;
    }

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (outcome.Failure is null || level > LogLevel.Error)
        {
            inner.Write(verbosity, level, format, args);
        }
    }
}
