using System.Diagnostics;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Scripts;

/// <summary>
/// A small repository with <c>build.sh</c> in a folder with blanks, and a <c>dotnet</c> that only writes down what it is
/// asked: so the script's own decisions are tested, in milliseconds.
/// </summary>
internal sealed class ScriptRepository : IDisposable
{
    private static readonly string[] Tools = ["bash", "find", "xargs", "cksum", "sort", "cat", "tr", "rm", "cp", "mv", "mkdir", "sleep", "dirname", "env", "chmod"];

    private const string FakeDotNet =
        """
        #!/usr/bin/env bash
        printf '%s\n' "dotnet $1" >>"$FAKE_LOG"
        case "$1" in
          --version) [ "${FAKE_SDK:-yes}" = yes ] || exit 1; echo 10.0.100 ;;
          build)
            while [ $# -gt 0 ]; do if [ "$1" = --artifacts-path ]; then work=$2; fi; shift; done
            sleep "${FAKE_DELAY:-0}"
            if [ "${FAKE_BUILD:-good}" != good ]; then echo "error CS0001: it is bad"; exit 1; fi
            mkdir -p "$work/bin/Build/release"
            echo host >"$work/bin/Build/release/MobileDist.dll" ;;
          *)
            shift
            printf 'in %s\n' "$PWD"
            for argument in "$@"; do printf '<%s>\n' "$argument"; done
            exit "${FAKE_EXIT:-0}" ;;
        esac
        """;

    private const string FakeCurl =
        """
        #!/usr/bin/env bash
        while [ $# -gt 1 ]; do if [ "$1" = --output ]; then script=$2; fi; shift; done
        printf 'curl %s\n' "$1" >>"$FAKE_LOG"
        printf '%s\n' 'while [ $# -gt 0 ]; do if [ "$1" = --install-dir ]; then folder=$2; fi; shift; done' 'cp "$FAKE_DOTNET" "$folder/dotnet"' >"$script"
        """;

    private readonly TestFolder _folder = new();

    public ScriptRepository()
    {
        Root = _folder.Combine("a repository");
        Directory.CreateDirectory(Bin);
        foreach (var tool in Tools)
        {
            File.CreateSymbolicLink(Path.Combine(Bin, tool), Peer.Find(tool) ?? throw new InvalidOperationException($"'{tool}' is not on the PATH."));
        }

        foreach (var file in (string[])["build/Build.csproj", "src/A/A.cs", "Directory.Build.props", "Directory.Packages.props", "global.json"])
        {
            Write(file, "content of " + file);
        }

        WriteProgram(Path.Combine(Bin, "dotnet"), FakeDotNet);
        File.Copy(RepositoryRoot.Combine("build.sh"), Path.Combine(Root, "build.sh"));
    }

    public string Root { get; }

    public string Bin => _folder.Combine("bin");

    public string Outside => Directory.CreateDirectory(_folder.Combine("another place")).FullName;

    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    public int Builds => Log.Split("dotnet build").Length - 1;

    private string LogPath => _folder.Combine("calls.log");

    public void Write(string name, string text) => _folder.Write(Path.Combine("a repository", name), text);

    public void Delete(string name) => File.Delete(Path.Combine(Root, name));

    /// <summary>Takes dotnet off the PATH; the script that would fetch one finds it with the fake curl.</summary>
    public void HideDotNet()
    {
        var hidden = _folder.Combine("hidden-dotnet");
        File.Move(Path.Combine(Bin, "dotnet"), hidden);
        WriteProgram(Path.Combine(Bin, "curl"), FakeCurl);
    }

    public async Task<PeerResult> RunAsync(string[] arguments, string? from = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(Bin, "bash"), [Path.Combine(Root, "build.sh"), .. arguments])
        {
            WorkingDirectory = from ?? Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Bin;
        start.Environment["FAKE_LOG"] = LogPath;
        start.Environment["FAKE_DOTNET"] = _folder.Combine("hidden-dotnet");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new PeerResult(process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();

    private static void WriteProgram(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
