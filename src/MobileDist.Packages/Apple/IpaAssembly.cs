using System.IO.Compression;

namespace MobileDist.Packages.Apple;

/// <summary>Makes an IPA out of an app or an Xcode archive that is a folder, so that everything after works on one kind of file.</summary>
public static class IpaAssembly
{
    private const int BufferSize = 1 << 17;
    private const string AppEnding = ".app";
    private const string ArchiveEnding = ".xcarchive";
    private const string SwiftSupport = "SwiftSupport";

    /// <summary>Whether a path is a folder that <see cref="AssembleAsync(string, string, CancellationToken)"/> takes, by its name.</summary>
    public static bool Accepts(string path) =>
        Directory.Exists(path) && Path.TrimEndingDirectorySeparator(path) is var name
        && (name.EndsWith(AppEnding, StringComparison.OrdinalIgnoreCase) || name.EndsWith(ArchiveEnding, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Packs the app under <c>Payload/</c>, and an archive's <c>SwiftSupport</c> beside it. Symbolic links stay links; files that can be
    /// executed, and every Mach-O file where the system knows no such thing, get mode 0755, all others 0644. What Finder leaves
    /// behind is left out. The same files make the same bytes.
    /// </summary>
    /// <param name="folder"><c>NAME.app</c> or <c>NAME.xcarchive</c>.</param>
    /// <param name="outputIpa">Appears whole or not at all.</param>
    /// <param name="ct">Ends it between two blocks; no file is left.</param>
    /// <exception cref="DistributionException">
    /// <see cref="ExitCode.Unfit"/>: no such folder, an archive without one app, a link that leads out, a file that cannot be read or
    /// is too large, an output that cannot be written.
    /// </exception>
    public static Task AssembleAsync(string folder, string outputIpa, CancellationToken ct) => AssembleAsync(folder, outputIpa, CompressionLevel.Optimal, ct);

    /// <param name="folder"><c>NAME.app</c> or <c>NAME.xcarchive</c>.</param>
    /// <param name="outputIpa">Appears whole or not at all.</param>
    /// <param name="compression">None is for a package that nobody keeps.</param>
    /// <param name="ct">Ends it between two blocks; no file is left.</param>
    /// <inheritdoc cref="AssembleAsync(string, string, CancellationToken)"/>
    public static async Task AssembleAsync(string folder, string outputIpa, CompressionLevel compression, CancellationToken ct)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Accepts(path))
        {
            throw AppleFaults.NoAppFolder(folder);
        }

        try
        {
            var archive = path.EndsWith(ArchiveEnding, StringComparison.OrdinalIgnoreCase);
            var app = archive ? AppIn(path) : path;
            var appName = Path.GetFileNameWithoutExtension(app) + AppEnding;
            var files = IpaSourceFile.Find(app, $"Payload/{appName}/", folder);
            if (archive && Path.Combine(path, SwiftSupport) is var swift && Directory.Exists(swift))
            {
                files = [.. files, .. IpaSourceFile.Find(swift, SwiftSupport + "/", folder)];
            }

            if (files.Count == 0)
            {
                throw AppleFaults.NoAppFolder(folder);
            }

            using var pending = PendingFile.For(outputIpa);
            var output = new FileStream(pending.FullPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
            await using (output.ConfigureAwait(false))
            {
                await new IpaFileWriter(output, compression).WriteAsync(files, ct).ConfigureAwait(false);
            }

            pending.Commit();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw AppleFaults.NotAssembled(folder, outputIpa, cause);
        }
    }

    private static string AppIn(string archive)
    {
        var products = Path.Combine(archive, "Products", "Applications");
        string[] apps = Directory.Exists(products)
            ? [.. Directory.GetDirectories(products, "*" + AppEnding).Order(StringComparer.Ordinal)]
            : [];
        return apps.Length switch
        {
            0 => throw AppleFaults.NoAppInArchive(Path.GetFileName(archive)),
            1 => apps[0],
            _ => throw AppleFaults.TwoApps(Path.GetFileName(archive), Path.GetFileName(apps[0]), Path.GetFileName(apps[1])),
        };
    }
}
