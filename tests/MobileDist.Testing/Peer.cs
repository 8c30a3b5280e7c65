using System.Diagnostics;

namespace MobileDist.Testing;

/// <summary>
/// A program of somebody else's that judges our formats. Where it is missing the test is skipped with the reason, unless
/// <c>MOBILEDIST_REQUIRE_PEERS=1</c> says that it must be there.
/// </summary>
public sealed class Peer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string _path;

    private Peer(string path) => _path = path;

    /// <summary>The first of the names that is on the PATH; the test ends here when none is.</summary>
    public static Peer Require(params string[] names)
    {
        var path = names.Select(Find).FirstOrDefault(found => found is not null);
        if (path is not null)
        {
            return new Peer(path);
        }

        Missing($"{string.Join(" or ", names)} is not on the PATH; .ci/run installs it.");
        throw new UnreachableException();
    }

    /// <summary>Ends the test, skipped or failed, because something that a peer test needs is not there.</summary>
    public static void Missing(string reason)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("MOBILEDIST_REQUIRE_PEERS"), "1", StringComparison.Ordinal))
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }

    /// <summary>Where a program is on the PATH; null when it is not.</summary>
    public static string? Find(string name)
    {
        string[] suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return (from folder in folders
                from suffix in suffixes
                let path = Path.Combine(folder, name + suffix)
                where File.Exists(path)
                select path).FirstOrDefault();
    }

    /// <summary>Runs it to its end, standard input closed, both outputs kept, their lines ended as on Unix.</summary>
    public PeerResult Run(params string[] arguments) => Run(null, arguments);

    /// <summary>Runs it in a folder.</summary>
    public PeerResult Run(string? workingDirectory, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(_path)
        {
            WorkingDirectory = workingDirectory ?? "",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // On Windows it writes to pipes in the code page of the machine otherwise.
        start.Environment["PYTHONUTF8"] = "1";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{_path}' did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{_path}' was still running after {Patience}.");
        }

        process.WaitForExit();
        return new PeerResult(process.ExitCode, Lines(output.GetAwaiter().GetResult()), Lines(error.GetAwaiter().GetResult()));
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
