namespace MobileDist.Testing;

/// <summary>A comment that opens a thread on the fake server.</summary>
public sealed record FakeComment(int Thread, FakeIdentity Author, string Content, DateTimeOffset Changed)
{
    public string Status { get; init; } = "closed";

    public bool IsDeleted { get; init; }
}
