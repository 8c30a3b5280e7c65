namespace MobileDist.GitHub;

/// <summary>The page of a check run.</summary>
/// <param name="Title">Its heading, plain text.</param>
/// <param name="Summary">Markdown, at most 65,535 characters.</param>
internal sealed record CheckRunOutput(string Title, string Summary);
