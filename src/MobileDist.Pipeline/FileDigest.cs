using System.Security.Cryptography;

namespace MobileDist.Pipeline;

/// <summary>SHA-256 of files, streamed.</summary>
internal static class FileDigest
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Lower-case hexadecimal.</summary>
    public static Task<string> ComputeAsync(string path, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        PassAsync(path, null, $"Reading {Path.GetFileName(path)}", progress, cancellationToken);

    /// <summary>Copies a file and digests what it copied, in one pass.</summary>
    public static async Task<string> CopyAsync(string source, string target, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var output = new FileStream(target, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 });
        return await PassAsync(source, output, $"Copying {Path.GetFileName(source)}", progress, cancellationToken);
    }

    private static async Task<string> PassAsync(string path, FileStream? output, string work, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var input = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long done = 0;
        for (int read; (read = await input.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            if (output is not null)
            {
                await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            done += read;
            progress?.Report(new WorkProgress(work, done, input.Length));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
