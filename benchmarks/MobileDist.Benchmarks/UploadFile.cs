using System.Security.Cryptography;

namespace MobileDist.Benchmarks;

/// <summary>A file to upload, of bytes that do not compress. Same arguments, same bytes.</summary>
internal static class UploadFile
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Writes it; gives its SHA-256 in lower case hexadecimal.</summary>
    /// <param name="path">Where.</param>
    /// <param name="bytes">How large; a multiple of eight.</param>
    /// <param name="seed">What the filling starts from.</param>
    public static string Write(string path, long bytes, ulong seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var random = new SeededBytes(seed);
        var buffer = new byte[BufferSize];
        for (long done = 0; done < bytes;)
        {
            var block = buffer.AsSpan(0, (int)Math.Min(BufferSize, bytes - done));
            random.Fill(block);
            if (done == 0)
            {
                // What the store of the test reads as a bundle.
                "FAKE-AAB 1 \n"u8.CopyTo(block);
            }

            hash.AppendData(block);
            file.Write(block);
            done += block.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A stretch of a file, as a file of its own.</summary>
    public static void Cut(string path, long offset, long length, string target)
    {
        using var source = File.OpenHandle(path);
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[Math.Min(BufferSize, length)];
        for (long done = 0; done < length;)
        {
            var read = RandomAccess.Read(source, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done)), offset + done);
            if (read == 0)
            {
                throw new EndOfStreamException($"'{path}' ends before {offset + length}.");
            }

            file.Write(buffer, 0, read);
            done += read;
        }
    }
}
