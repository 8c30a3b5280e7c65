namespace MobileDist.Testing.GitHub;

/// <summary>An answer of the fake.</summary>
public sealed record FakeGitHubAnswer(int Status, string Body = "")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A refusal with a body as GitHub writes it.</summary>
    public static FakeGitHubAnswer Refusal(int status, string message, params (string Name, string Value)[] headers) =>
        new(status, $$"""{"message":"{{message}}","documentation_url":"https://docs.github.com/rest","status":"{{status}}"}""")
        {
            Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        };
}
