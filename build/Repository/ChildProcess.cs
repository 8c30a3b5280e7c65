using System.Diagnostics;

namespace MobileDist.Build;

/// <summary>
/// A child process, both outputs read as they come and standard input closed. Cancelling ends the process and all that it
/// started.
/// </summary>
internal static class ChildProcess
{
    /// <summary>Runs a program and hands on what it writes, line by line; the lines come from several threads, but one at a time.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string program, string workingFolder, IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(program, workingFolder, arguments) };
        var gate = new Lock();
        DataReceivedEventHandler forward = (_, line) =>
        {
            if (line.Data is not null)
            {
                lock (gate)
                {
                    onLine(line.Data);
                }
            }
        };
        process.OutputDataReceived += forward;
        process.ErrorDataReceived += forward;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }

    private static ProcessStartInfo StartInfo(string program, string workingFolder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ChildEnvironment.Clean(start.Environment);
        return start;
    }
}
