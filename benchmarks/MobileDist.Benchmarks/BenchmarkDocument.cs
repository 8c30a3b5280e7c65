namespace MobileDist.Benchmarks;

/// <summary>The document has a section for each verb; a run replaces its own and leaves the others as they are.</summary>
internal static class BenchmarkDocument
{
    private const string Introduction = """
        # Benchmarks

        Each section is written by the command `./build.sh --target=Benchmark`; nothing in it is typed by hand. The figures tell what the
        work takes on the machine named there, beside the tools that one would use instead, on the same file in the same run.

        """;

    public static void Update(string path, string section, string text)
    {
        var before = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : Introduction.ReplaceLineEndings("\n");
        PendingFile.WriteAllText(path, Replace(before, section, text));
    }

    /// <summary>The document with this section's text; a new section goes to the end.</summary>
    public static string Replace(string document, string section, string text)
    {
        var (open, close) = ($"<!-- {section} -->\n", $"<!-- /{section} -->\n");
        var block = $"{open}{text}\n{close}";
        var start = document.IndexOf(open, StringComparison.Ordinal);
        var end = start < 0 ? -1 : document.IndexOf(close, start, StringComparison.Ordinal);
        return end < 0
            ? $"{document.TrimEnd('\n')}\n\n{block}"
            : $"{document[..start]}{block}{document[(end + close.Length)..]}";
    }
}
