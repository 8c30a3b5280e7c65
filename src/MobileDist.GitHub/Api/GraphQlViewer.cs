namespace MobileDist.GitHub;

/// <summary>Who the token speaks for. REST's <c>GET /user</c> refuses the tokens of jobs and apps, this does not.</summary>
internal sealed record GraphQlViewer(string? Login, long? DatabaseId);
