namespace MobileDist.GitHub;

/// <summary>The body of a GraphQL request. Variables are separate from the query, so nothing has to be escaped.</summary>
internal sealed record GraphQlRequest(string Query, GraphQlVariables Variables);
