namespace MobileDist.GitHub;

/// <summary>Where the API is and who asks.</summary>
public sealed record GitHubApiOptions
{
    /// <summary><c>https://api.github.com</c>, or <c>https://HOST/api/v3</c> of a company's own server; http on loopback only.</summary>
    public required string ApiAddress { get; init; }

    /// <summary>As <c>GITHUB_GRAPHQL_URL</c> gives it; null: it follows from the API's address.</summary>
    public string? GraphQlAddress { get; init; }

    /// <summary>The job's token, or one of a person or an app.</summary>
    public required Secret Token { get; init; }

    public RetryLimits Retry { get; init; } = new();
}
