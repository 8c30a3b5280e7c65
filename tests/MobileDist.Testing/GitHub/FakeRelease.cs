namespace MobileDist.Testing.GitHub;

/// <summary>A release of the fake.</summary>
public sealed class FakeRelease(long id, string tag)
{
    public long Id => id;

    public string Tag => tag;

    public string Name { get; set; } = "";

    public string Body { get; set; } = "";

    public bool IsPrerelease { get; set; }

    public List<FakeAsset> Assets { get; } = [];
}
