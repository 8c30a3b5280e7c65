using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace MobileDist.Doors.Tests;

/// <summary>Looks for marked secrets in everything that a run left behind or sent away.</summary>
internal sealed partial class SecretSweep
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SearchValues<string> _forms;

    public SecretSweep(params IEnumerable<Mark> marks)
    {
        foreach (var mark in marks)
        {
            foreach (var form in mark.Forms())
            {
                _names.TryAdd(form, mark.Name);
            }
        }

        _forms = SearchValues.Create([.. _names.Keys], StringComparison.Ordinal);
    }

    /// <summary>What was found, with where.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>Every file under a folder, its name included.</summary>
    public SecretSweep Files(string folder, Func<string, bool>? except = null)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => except?.Invoke(file) != true && !IsForDebuggers(file)))
        {
            Look(file, Encoding.UTF8.GetBytes(file));
            Look(file, File.ReadAllBytes(file));
        }

        return this;
    }

    /// <summary>What a program wrote; the platform's own command that tells a secret has to hold it.</summary>
    public SecretSweep Log(string log, string maskingCommand)
    {
        foreach (var line in log.Split('\n').Where(line => !line.StartsWith(maskingCommand, StringComparison.Ordinal)))
        {
            Look($"log line '{line}'", Encoding.UTF8.GetBytes(line));
        }

        return this;
    }

    /// <summary>A request; the header that authorizes has to hold the token, and nothing else may.</summary>
    public SecretSweep Request(string target, IEnumerable<KeyValuePair<string, string>> headers, byte[] body)
    {
        Look($"request '{target}'", Encoding.UTF8.GetBytes(target));
        Look($"body of '{target}'", body);
        foreach (var (name, value) in headers.Where(header => !string.Equals(header.Key, "Authorization", StringComparison.OrdinalIgnoreCase)))
        {
            Look($"header {name} of '{target}'", Encoding.UTF8.GetBytes(value));
        }

        return this;
    }

    public SecretSweep Look(string where, byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (text.AsSpan().ContainsAny(_forms))
        {
            Findings.AddRange(_names.Where(form => text.Contains(form.Key, StringComparison.Ordinal)).Select(form => $"{form.Value} as '{form.Key}' in {where}"));
        }

        // The rows that a comment carries for programs are compressed.
        foreach (Match state in State().Matches(text.Replace("\\u002B", "+", StringComparison.Ordinal)))
        {
            using var rows = new BrotliStream(new MemoryStream(Convert.FromBase64String(state.Groups[1].Value)), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            rows.CopyTo(plain);
            Look($"rows of {where}", plain.ToArray());
        }

        return this;
    }

    // What a runtime that was killed leaves behind: a socket and pipes without contents, where reading would wait for a writer.
    private static bool IsForDebuggers(string file) =>
        Path.GetFileName(file) is var name && (name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));

    [GeneratedRegex("mobiledist:state v=1 ([A-Za-z0-9+/=]+)", RegexOptions.None, 10_000)]
    private static partial Regex State();
}
