namespace MobileDist.Testing.GitHub;

/// <summary>A comment on the fake's pull request.</summary>
public sealed class FakeComment(long id, string login, long userId, string type, string body)
{
    public long Id => id;

    public string NodeId => $"IC_{id}";

    public string Login => login;

    public long UserId => userId;

    public string Type => type;

    public string Body { get; set; } = body;

    public bool IsMinimized { get; set; }

    /// <summary>Oldest first; empty until the first change, as GitHub has it.</summary>
    public List<string> Revisions { get; } = [];
}
