using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Signing.Android;

/// <summary>
/// Writes the manifest and the signature file of a v1 signature (JAR File Specification): lines of at most 72 bytes with
/// CRLF, longer ones continued after a space, each section ended by an empty line.
/// </summary>
internal sealed class JarSignatureWriter
{
    private const string Product = "MobileDistPipeline";
    private const int LongestLine = 70;
    private const int LargestFile = 64 << 20;

    // Android before 4.4 misread a signature file whose length is a multiple of this.
    private const int UnluckyLength = 1024;

    private readonly ArrayBufferWriter<byte> _manifest = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _sections = new(1 << 16);
    private readonly HashAlgorithmName _hash;
    private readonly string _digestName;

    /// <param name="hash">SHA-256, or SHA-1 for devices that know no other.</param>
    public JarSignatureWriter(HashAlgorithmName hash)
    {
        _hash = hash;
        _digestName = hash == HashAlgorithmName.SHA1 ? "SHA1-Digest" : "SHA-256-Digest";
        Line(_manifest, "Manifest-Version: 1.0");
        Line(_manifest, "Created-By: " + Product);
        Line(_manifest, "");
    }

    public ReadOnlyMemory<byte> Manifest => _manifest.WrittenMemory;

    /// <summary>Adds an entry; to be called in the ordinal order of names.</summary>
    public void Add(string name, ReadOnlySpan<byte> digest, string file)
    {
        var start = _manifest.WrittenCount;
        Line(_manifest, "Name: " + name);
        Line(_manifest, _digestName + ": " + Convert.ToBase64String(digest));
        Line(_manifest, "");
        if (_manifest.WrittenCount > LargestFile)
        {
            throw ApkSigningFaults.TooManyNames(file, _manifest.WrittenCount);
        }

        Line(_sections, "Name: " + name);
        Line(_sections, _digestName + ": " + Digest(_manifest.WrittenSpan[start..]));
        Line(_sections, "");
    }

    /// <summary>The signature file for all that was added.</summary>
    /// <param name="otherSchemes">The schemes that the package is signed with as well, so that nobody can strip them unseen.</param>
    public byte[] SignatureFile(string otherSchemes)
    {
        var file = new ArrayBufferWriter<byte>(_sections.WrittenCount + 512);
        Line(file, "Signature-Version: 1.0");
        Line(file, "Created-By: " + Product);
        Line(file, _digestName + "-Manifest: " + Digest(_manifest.WrittenSpan));
        if (otherSchemes.Length > 0)
        {
            Line(file, "X-Android-APK-Signed: " + otherSchemes);
        }

        Line(file, "");
        file.Write(_sections.WrittenSpan);
        if (file.WrittenCount % UnluckyLength == 0)
        {
            Line(file, "");
        }

        return file.WrittenSpan.ToArray();
    }

    private string Digest(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(CryptographicOperations.HashData(_hash, bytes));

    private static void Line(ArrayBufferWriter<byte> output, string line)
    {
        var most = Encoding.UTF8.GetMaxByteCount(line.Length);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        ReadOnlySpan<byte> rest = rented.AsSpan(0, Encoding.UTF8.GetBytes(line, rented));
        var room = LongestLine;
        while (rest.Length > room)
        {
            output.Write(rest[..room]);
            output.Write("\r\n "u8);
            rest = rest[room..];
            room = LongestLine - 1;
        }

        output.Write(rest);
        output.Write("\r\n"u8);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
