namespace MobileDist.PullRequests;

/// <summary>How bad an annotation is.</summary>
public enum AnnotationSeverity
{
    Notice = 0,
    Warning = 1,
    Error = 2,
}
