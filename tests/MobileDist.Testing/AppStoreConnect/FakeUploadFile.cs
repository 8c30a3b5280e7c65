using System.Collections.Concurrent;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>A file of a build upload.</summary>
public sealed class FakeUploadFile(string id, string fileName, long size, string assetType, string uti, int partSize, DateTimeOffset expires)
{
    public string Id => id;

    public string FileName => fileName;

    public long Size => size;

    public string AssetType => assetType;

    public string Uti => uti;

    public DateTimeOffset Expires => expires;

    public bool IsComplete { get; set; }

    /// <summary>The MD5 of each part that arrived, by its number.</summary>
    public ConcurrentDictionary<int, string> Parts { get; } = new();

    /// <summary>Whether a part came with the API's token: then the upload never completes.</summary>
    public bool IsPoisoned { get; set; }

    /// <summary>Whether a part arrived with other bytes: then the package's signature does not fit.</summary>
    public bool IsDamaged { get; set; }

    public int PartCount => (int)((size + partSize - 1) / partSize);

    public (long Offset, long Length) Range(int number)
    {
        var offset = (long)(number - 1) * partSize;
        return (offset, Math.Min(partSize, size - offset));
    }
}
