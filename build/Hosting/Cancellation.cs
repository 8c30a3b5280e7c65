using System.Runtime.InteropServices;

namespace MobileDist.Build;

/// <summary>The first Ctrl+C or SIGTERM asks the work to end; a second one ends the program as the system does.</summary>
public sealed class Cancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<IDisposable> _registrations = [];

    internal Cancellation()
    {
    }

    public CancellationToken Token => _source.Token;

    public bool IsRequested => _source.IsCancellationRequested;

    internal static Cancellation OnSignals(Terminal terminal)
    {
        var cancellation = new Cancellation();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
        {
            cancellation._registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = cancellation.Request(terminal)));
        }

        return cancellation;
    }

    /// <returns>Whether this request was the first.</returns>
    internal bool Request(Terminal terminal)
    {
        if (IsRequested)
        {
            return false;
        }

        terminal.Error.WriteLine(HostFaults.Cancelling);
        terminal.Error.Flush();
        _source.Cancel();
        return true;
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }
}
