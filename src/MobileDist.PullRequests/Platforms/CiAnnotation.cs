namespace MobileDist.PullRequests;

/// <summary>A message with a place.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">One or more lines.</param>
public sealed record CiAnnotation(AnnotationSeverity Severity, string Message)
{
    /// <summary>A few words above the message.</summary>
    public string? Title { get; init; }

    /// <summary>Path relative to the repository, slashes forward.</summary>
    public string? File { get; init; }

    /// <summary>1 for the first.</summary>
    public int? Line { get; init; }

    /// <summary>1 for the first.</summary>
    public int? Column { get; init; }
}
