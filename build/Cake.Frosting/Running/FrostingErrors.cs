namespace Cake.Frosting;

/// <summary>The sentences of this project, together.</summary>
internal static class FrostingErrors
{
    public static FrostingException WrongContext(Type consumer, Type expected, Type actual) =>
        new($"'{consumer.FullName}' works on the context '{expected.FullName}', but the host was given '{actual.FullName}'. Name the context that it needs with UseContext.");

    public static FrostingException MissingWorkingDirectory(string path) =>
        new($"The working directory '{path}' does not exist. Make it, or name another one with --working.");

    public static FrostingException TwoErrorHandlers(Type task, Exception inner) =>
        new($"The task '{task.FullName}' has the attribute ContinueOnError and overrides OnError. A task has one error handler: take one of them away.", inner);

    public static FrostingException NotATask(Type dependent, Type dependency) =>
        new($"The task '{dependent.FullName}' names '{dependency.FullName}' as a dependency, but that is no task: it does not implement IFrostingTask.");

    /// <summary>For a log: an internal task class is not found, and nobody would know why.</summary>
    public static string InternalTask(Type task) =>
        $"The task class '{task.FullName}' is not public, so it is no target. Make the class, and those that it is nested in, public.";

    /// <summary>For a log: a task that is left out because its context does not fit.</summary>
    public static string SkippedForContext(string task, Type expected, Type actual) =>
        $"The task '{task}' is left out: it works on the context '{expected.FullName}', and the host was given '{actual.FullName}'.";
}
