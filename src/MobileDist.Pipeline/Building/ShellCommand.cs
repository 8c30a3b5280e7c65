using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MobileDist.Pipeline.Building;

/// <summary>A command line run by the platform's shell, its output handed on line by line as it comes.</summary>
internal sealed record ShellCommand(string Command, string Directory, IReadOnlyDictionary<string, string> Environment, TimeSpan Timeout)
{
    // A tool that draws its progress without line ends must not fill the memory.
    private const int LongestLine = 8192;

    // A daemon that the build left behind may hold the pipes open for hours; what it still writes is not the build's.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    /// <summary>Whether the platform's shell runs all of a command: cmd would run the first of several lines and be content.</summary>
    public static bool Takes(string command, bool onWindows) => !onWindows || command.AsSpan().Trim().IndexOfAny('\r', '\n') < 0;

    /// <summary>Runs to the end; a cancelled or overdue command is killed with all its children.</summary>
    /// <param name="onLine">Called for each line of both outputs, from two threads.</param>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    public async Task<ShellOutcome> RunAsync(Action<string> onLine, TimeProvider clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start();
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var reading = new CancellationTokenSource();
        var output = Task.WhenAll(ReadAsync(process.StandardOutput, onLine, reading.Token), ReadAsync(process.StandardError, onLine, reading.Token));
        try
        {
            await process.WaitForExitAsync(stop.Token);
            return new ShellOutcome.Exited(process.ExitCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ShellOutcome.TimedOut();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            reading.CancelAfter(LastWords);
            await output;
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = Directory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (OperatingSystem.IsWindows())
        {
            // /s: what stands between the outer quotes is the command, whatever quotes are in it.
            start.FileName = "cmd.exe";
            start.Arguments = $"/d /s /c \"{Command.Trim()}\"";
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(Command);
        }

        start.Environment.Clear();
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new DistributionException(ExitCode.BuildFailed, PipelineFaults.BuildDidNotStart(Command, error.Message), error);
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine, CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        try
        {
            for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                foreach (var character in buffer.AsSpan(0, read))
                {
                    if (character is not ('\n' or '\r'))
                    {
                        line.Append(character);
                    }

                    if (character is '\n' or '\r' || line.Length >= LongestLine)
                    {
                        Flush();
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The command has ended; somebody else still holds the pipe.
        }

        Flush();

        void Flush()
        {
            if (line.Length > 0)
            {
                onLine(line.ToString());
                line.Clear();
            }
        }
    }
}
