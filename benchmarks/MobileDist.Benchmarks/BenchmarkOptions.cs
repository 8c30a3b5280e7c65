using System.Collections.Immutable;
using System.Globalization;

namespace MobileDist.Benchmarks;

/// <summary>What to measure and where to write it.</summary>
/// <param name="Verbs">Which sections: <see cref="SignApk"/>, <see cref="SignAab"/>, <see cref="SignIpa"/>, <see cref="Start"/>, <see cref="Upload"/>.</param>
/// <param name="Megabytes">Sizes of the packages, in millions of bytes.</param>
/// <param name="Rounds">Counted runs each, after one that warms up.</param>
/// <param name="Document">The Markdown file to update.</param>
/// <param name="Signer">Our signing program's assembly; null to publish it first.</param>
/// <param name="Folder">Where the packages are made; null for the system's temporary folder.</param>
/// <param name="Root">The repository.</param>
internal sealed record BenchmarkOptions(ImmutableArray<string> Verbs, ImmutableArray<int> Megabytes, int Rounds, string Document, string? Signer, string? Folder, string Root)
{
    public const string SignApk = "sign";
    public const string SignAab = "sign-aab";
    public const string SignIpa = "sign-ipa";
    public const string Start = "start";
    public const string Upload = "upload";

    private const int LargestMegabytes = 4000;
    private const int MostRounds = 99;

    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var root = FindRoot(AppContext.BaseDirectory);
        var options = new BenchmarkOptions([], [20, 100, 400], 5, Path.Combine(root, "docs", "BENCHMARKS.md"), null, null, root);
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (argument, "") : (argument[..equals], argument[(equals + 1)..]);
            options = name switch
            {
                SignApk or SignAab or SignIpa or Start or Upload when equals < 0 => options with { Verbs = options.Verbs.Add(name) },
                "--sizes" => options with { Megabytes = [.. value.Split(',').Select(size => Number("sizes", size, LargestMegabytes))] },
                "--rounds" => options with { Rounds = Number("rounds", value, MostRounds) },
                "--document" when value.Length > 0 => options with { Document = Path.GetFullPath(value) },
                "--signer" when value.Length > 0 => options with { Signer = Path.GetFullPath(value) },
                "--folder" when value.Length > 0 => options with { Folder = Path.GetFullPath(value) },
                _ => throw BenchmarkFaults.UnknownArgument(argument),
            };
        }

        return options.Verbs.IsEmpty ? options with { Verbs = [SignApk, SignAab, SignIpa, Start, Upload] } : options;
    }

    private static int Number(string name, string value, int largest)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest
            ? number
            : throw BenchmarkFaults.BadValue(name, value, $"a whole number from 1 to {largest}{(string.Equals(name, "sizes", StringComparison.Ordinal) ? ", or several with commas" : "")}");

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MobileDistPipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw BenchmarkFaults.NoRepository(from);
    }
}
