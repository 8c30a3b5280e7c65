namespace MobileDist.Testing.AppStoreConnect;

/// <summary>What to test in a build, in one language.</summary>
public sealed class FakeLocalization(string id, string buildId, string locale)
{
    public string Id => id;

    public string BuildId => buildId;

    public string Locale => locale;

    public string? WhatsNew { get; set; }
}
