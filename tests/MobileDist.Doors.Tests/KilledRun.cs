using System.Diagnostics;
using System.Globalization;

namespace MobileDist.Doors.Tests;

/// <summary>Ends a shim's run as the kernel or a runner that has lost its patience does, without a word.</summary>
internal sealed class KilledRun(bool withShim)
{
    private readonly TaskCompletionSource<Process> _shim = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether there was something to end.</summary>
    public bool Happened { get; private set; }

    /// <summary>To be told of each line that the run writes.</summary>
    public void Heard(Process shim, string line) => _shim.TrySetResult(shim);

    public void Kill()
    {
        if (Happened)
        {
            return;
        }

        Happened = true;
        var shim = _shim.Task.GetAwaiter().GetResult();
        if (withShim)
        {
            shim.Kill(entireProcessTree: true);
            return;
        }

        var id = shim.Id.ToString(CultureInfo.InvariantCulture);
        foreach (var child in File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            using var host = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
            host.Kill();
        }
    }
}
