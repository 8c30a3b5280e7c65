using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

/// <summary>A <c>dotnet</c> that writes down its arguments and environment in place of running anything.</summary>
internal static class FakeDotNet
{
    private const string Script =
        """
        #!/usr/bin/env bash
        case "$1" in
          --list-runtimes) printf '%s\n' "$FAKE_RUNTIMES"; exit 0 ;;
          --list-sdks) printf '%s\n' "${FAKE_SDKS:-}"; exit 0 ;;
        esac
        for argument in "$@"; do printf '<%s>\n' "$argument"; done >"$FAKE_ARGUMENTS"
        env >"$FAKE_ENVIRONMENT"
        if [ -n "${FAKE_WAITS:-}" ]; then
          trap 'echo cancelled by SIGINT; exit 130' INT
          trap 'echo cancelled by SIGTERM; exit 143' TERM
          echo waiting
          for _ in $(seq 600); do sleep 0.1; done
        fi
        exit "${FAKE_EXIT:-0}"
        """;

    public const string Runtimes = "Microsoft.AspNetCore.App 10.0.1 [/x]\nMicrosoft.NETCore.App 10.0.1 [/x]";

    public static Dictionary<string, string> Install(TestFolder folder, string runtimes = Runtimes)
    {
        var path = folder.Write(Path.Combine("fake bin", "dotnet"), Script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new(StringComparer.Ordinal)
        {
            ["PATH"] = folder.Combine("fake bin") + Path.PathSeparator + "/usr/bin" + Path.PathSeparator + "/bin",
            ["DOTNET_ROOT"] = "",
            ["FAKE_RUNTIMES"] = runtimes,
            ["FAKE_ARGUMENTS"] = Arguments(folder),
            ["FAKE_ENVIRONMENT"] = Environment(folder),
        };
    }

    public static string Arguments(TestFolder folder) => folder.Combine("arguments.txt");

    public static string Environment(TestFolder folder) => folder.Combine("environment.txt");
}
