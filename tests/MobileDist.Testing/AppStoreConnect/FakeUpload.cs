namespace MobileDist.Testing.AppStoreConnect;

/// <summary>A build upload.</summary>
public sealed class FakeUpload(string id, string appId, string version, string buildNumber, string platform, DateTimeOffset created)
{
    public string Id => id;

    public string AppId => appId;

    public string Version => version;

    public string BuildNumber => buildNumber;

    public string Platform => platform;

    public DateTimeOffset Created => created;

    public FakeUploadFile? File { get; set; }

    /// <summary>When the package was complete; null before.</summary>
    public DateTimeOffset? Committed { get; set; }

    /// <summary>What Apple finds wrong with the package once it looks.</summary>
    public IReadOnlyList<(string Code, string Description)> Errors { get; set; } = [];

    public string BuildId => "build-" + id;
}
