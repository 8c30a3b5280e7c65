using System.Diagnostics;
using System.Text;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

/// <summary>Starts a script as a runner or an agent does: with an environment of its own making.</summary>
internal static class Node
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // What a system needs to start programs at all.
    private static readonly string[] Kept =
        ["PATH", "HOME", "DOTNET_ROOT", "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramFiles", "ProgramData"];

    public static NodeRun Run(string script, string workingFolder, IReadOnlyDictionary<string, string> environment, Action<Process, string>? onLine = null)
    {
        var output = new StringBuilder();
        using var process = new Process { StartInfo = StartInfo(script, workingFolder, environment) };
        DataReceivedEventHandler keep = (_, line) =>
        {
            if (line.Data is not null)
            {
                lock (output)
                {
                    output.AppendLine(line.Data);
                }

                onLine?.Invoke(process, line.Data);
            }
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{script}' was still running after {Patience}.\n{output}");
        }

        process.WaitForExit();
        return new NodeRun(process.ExitCode, output.ToString());
    }

    public static string Require()
    {
        Peer.Require("node");
        return Peer.Find("node")!;
    }

    private static ProcessStartInfo StartInfo(string script, string workingFolder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Require(), [script])
        {
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
