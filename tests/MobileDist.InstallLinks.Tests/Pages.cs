using System.Buffers.Binary;
using System.IO.Compression;
using MobileDist.Packages;

namespace MobileDist.InstallLinks.Tests;

/// <summary>Pages and bundles that the tests share.</summary>
internal static class Pages
{
    public const string Link = "https://builds.example.com/sample-android/site/";

    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static PackageInfo Package(string label = "Sample", bool icon = true) => new()
    {
        Platform = AppPlatform.Android,
        Format = PackageFormat.Apk,
        Identifier = "dev.mobiledist.sample",
        VersionName = "1.2.0",
        BuildNumber = "42",
        Label = label,
        MinimumOs = "21",
        TargetSdk = "36",
        NativeAbis = ["arm64-v8a", "armeabi-v7a"],
        Icon = icon ? new PackageIcon("res/mipmap-xxxhdpi/icon.png", "image/png", IconPng()) : null,
    };

    public static InstallPageModel Model(string label = "Sample") => new()
    {
        Package = Package(label),
        Action = new InstallAction.DownloadApk("Sample-1.2.0-42.apk"),
        PackageSize = 5_231_072,
        PackageDigest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Signing = new SigningFacts("2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"),
        PageLink = Link,
        Reach = new Reach(ReachScope.Internet, "Served from builds.example.com."),
        PublishedAt = Noon,
        Expires = Noon.AddDays(8),
        Source = new InstallSource
        {
            Commit = "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
            CommitLink = "https://git.example.com/acme/shop/commit/bec4bf9",
            Branch = "feature/checkout",
            PullRequest = "#42",
            PullRequestLink = "https://git.example.com/acme/shop/pull/42",
        },
    };

    public static InstallBundle Bundle(string packagePath, string key = "sample-android") => new()
    {
        ReleaseKey = key,
        PackagePath = packagePath,
        Package = Package(),
        PackageDigest = Model().PackageDigest,
        Signing = Model().Signing,
        Source = Model().Source,
        Expires = Noon.AddDays(8),
    };

    /// <summary>A 64 by 64 picture: a green ground with a white disc.</summary>
    public static byte[] IconPng()
    {
        const int Side = 64;
        using var pixels = new MemoryStream();
        using (var deflated = new ZLibStream(pixels, CompressionLevel.NoCompression, leaveOpen: true))
        {
            for (var y = 0; y < Side; y++)
            {
                deflated.WriteByte(0);
                for (var x = 0; x < Side; x++)
                {
                    var inside = ((x - 32) * (x - 32)) + ((y - 32) * (y - 32)) < 260;
                    deflated.Write(inside ? [255, 255, 255] : [22, (byte)(130 + y), 96]);
                }
            }
        }

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(png, "IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 8, 2, 0, 0, 0]);
        Chunk(png, "IDAT"u8, pixels.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. type, .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
            }
        }

        return ~crc;
    }
}
