using System.IO.Compression;
using System.Security.Cryptography;

namespace MobileDist.Benchmarks;

/// <summary>
/// What no signer on this machine can beat: reading the file once with SHA-256 over all of it, on all cores, and writing it once.
/// In this process, without the start of another.
/// </summary>
internal static class PhysicalLimit
{
    private const int ChunkSize = 1 << 20;

    public static Measurement Measure(TimeProvider time, string input, string output, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using (var source = File.OpenHandle(input))
        {
            Hash(source, ct);
            Copy(source, output, ct);
        }

        return new Measurement(time.GetElapsedTime(started), null);
    }

    /// <summary>The same for a signer that has to know what is in every entry: unpacking each once, on all cores, and writing the file once.</summary>
    public static Measurement MeasureUnpacking(TimeProvider time, string input, string output, CancellationToken ct) =>
        MeasureUnpacking(time, input, output, isDigested: false, ct);

    /// <summary>The same again for a signer that has to seal every entry: with the SHA-1 and the SHA-256 of what is in it, and nothing else.</summary>
    public static Measurement MeasureSealing(TimeProvider time, string input, string output, CancellationToken ct) =>
        MeasureUnpacking(time, input, output, isDigested: true, ct);

    private static Measurement MeasureUnpacking(TimeProvider time, string input, string output, bool isDigested, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        Unpack(input, isDigested, ct);
        using (var source = File.OpenHandle(input))
        {
            Copy(source, output, ct);
        }

        return new Measurement(time.GetElapsedTime(started), null);
    }

    // An archive is for one thread, so each has its own; the largest entries first, so that none is left alone with one.
    private static void Unpack(string input, bool isDigested, CancellationToken ct)
    {
        var next = -1;
        var workers = new ParallelOptions { CancellationToken = ct };
        Parallel.For(0, Environment.ProcessorCount, workers, _ =>
        {
            using var archive = ZipFile.OpenRead(input);
            var entries = archive.Entries.OrderByDescending(entry => entry.Length).ThenBy(entry => entry.FullName, StringComparer.Ordinal).ToArray();
            var buffer = new byte[ChunkSize];
            using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            for (var number = Interlocked.Increment(ref next); number < entries.Length; number = Interlocked.Increment(ref next))
            {
                using var stream = entries[number].Open();
                for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
                {
                    ct.ThrowIfCancellationRequested();
                    if (isDigested)
                    {
                        sha1.AppendData(buffer, 0, read);
                        sha256.AppendData(buffer, 0, read);
                    }
                }

                if (isDigested)
                {
                    sha1.GetHashAndReset(digest);
                    sha256.GetHashAndReset(digest);
                }
            }
        });
    }

    private static void Hash(Microsoft.Win32.SafeHandles.SafeFileHandle source, CancellationToken ct)
    {
        var length = RandomAccess.GetLength(source);
        var next = -1L;
        var workers = new ParallelOptions { CancellationToken = ct };
        Parallel.For(0, Environment.ProcessorCount, workers, _ =>
        {
            var buffer = new byte[ChunkSize];
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            for (var offset = Interlocked.Increment(ref next) * ChunkSize; offset < length; offset = Interlocked.Increment(ref next) * ChunkSize)
            {
                var read = RandomAccess.Read(source, buffer, offset);
                SHA256.HashData(buffer.AsSpan(0, read), digest);
            }
        });
    }

    // By hand and not by File.Copy: on some file systems that only makes a second name for the same blocks, which no signer can do.
    private static void Copy(Microsoft.Win32.SafeHandles.SafeFileHandle source, string output, CancellationToken ct)
    {
        var buffer = new byte[ChunkSize];
        using var target = File.OpenHandle(output, FileMode.Create, FileAccess.Write, preallocationSize: RandomAccess.GetLength(source));
        for (long offset = 0; RandomAccess.Read(source, buffer, offset) is var read and > 0; offset += read)
        {
            ct.ThrowIfCancellationRequested();
            RandomAccess.Write(target, buffer.AsSpan(0, read), offset);
        }
    }
}
