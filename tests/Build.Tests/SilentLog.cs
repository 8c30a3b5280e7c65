using Cake.Core.Diagnostics;

namespace MobileDist.Build.Tests;

internal sealed class SilentLog : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public List<string> Lines { get; } = [];

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args) => Lines.Add(string.Format(format, args));
}
