namespace MobileDist.Testing;

/// <summary>What a fake server does instead of answering as it should.</summary>
/// <param name="Status">0 cuts the connection.</param>
/// <param name="Body">As the real service writes it.</param>
public sealed record FakeFailure(int Status, string Body = "")
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the request takes effect all the same: its answer is what gets lost.</summary>
    public bool AfterTheFact { get; init; }

    /// <summary>How many requests it befalls.</summary>
    public int Times { get; init; } = 1;
}
