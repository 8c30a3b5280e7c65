using System.Diagnostics;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Distributing;

/// <summary>The host as its users start it: a process of its own, with an environment that holds no keys but the test's.</summary>
internal sealed class HostProcess(string folder)
{
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public PeerResult Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MobileDist.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new PeerResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("MOBILEDIST_", StringComparison.Ordinal)
        || name.StartsWith("ANDROID_KEY", StringComparison.Ordinal)
        || name.StartsWith("GITHUB_", StringComparison.Ordinal)
        || name.StartsWith("SYSTEM_", StringComparison.Ordinal)
        || name is "TF_BUILD" or "CI";
}
