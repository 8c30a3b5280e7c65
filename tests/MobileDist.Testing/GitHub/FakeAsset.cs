namespace MobileDist.Testing.GitHub;

/// <summary>A file of the fake's release.</summary>
public sealed class FakeAsset(long id, string name, string? label, string contentType)
{
    public long Id => id;

    public string Name { get; set; } = name;

    public string? Label { get; set; } = label;

    public string ContentType => contentType;

    /// <summary>Null while the upload has not ended.</summary>
    public byte[]? Bytes { get; set; }
}
