using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// How far an upload got: plain data that the caller keeps, so that a later run goes on instead of uploading twice. It
/// holds no address of a part, for whoever knows one may write to it.
/// </summary>
public sealed record BuildUploadRecord
{
    public required BuildIdentity Identity { get; init; }

    public required string UploadId { get; init; }

    /// <summary>Null until Apple knows of the file.</summary>
    public string? FileId { get; init; }

    /// <summary>In bytes.</summary>
    public required long FileSize { get; init; }

    public required string Digest { get; init; }

    /// <summary>Where the parts begin that have arrived.</summary>
    public ImmutableArray<long> DoneParts { get; init; } = [];

    /// <summary>Whether Apple has said that it has all.</summary>
    public bool IsCommitted { get; init; }

    /// <summary>Where people can see it.</summary>
    public string WebAddress => $"https://appstoreconnect.apple.com/apps/{Identity.AppId}/testflight/{Identity.Platform.ToWeb()}/{UploadId}";
}
