namespace MobileDist.Testing.GitHub;

/// <summary>A check run of the fake.</summary>
public sealed class FakeCheckRun(long id, string sha)
{
    public long Id => id;

    public string Sha => sha;

    public string Name { get; set; } = "";

    public string? ExternalId { get; set; }

    public string Conclusion { get; set; } = "";

    public string? DetailsUrl { get; set; }

    public string Title { get; set; } = "";

    public string Summary { get; set; } = "";
}
