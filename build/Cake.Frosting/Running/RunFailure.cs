using Cake.Core;

namespace Cake.Frosting;

/// <summary>The exception to show, taken out of the engine's wrappers, which hide the exit code that it carries.</summary>
internal static class RunFailure
{
    public static Exception Unwrap(Exception exception)
    {
        while (Inner(exception) is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static Exception? Inner(Exception exception) => exception switch
    {
        CakeReportException => exception.InnerException,
        AggregateException aggregate => OfAggregate(aggregate),
        _ => null,
    };

    // Of several failures only one can be the exit code: the first that carries one speaks for all.
    private static Exception? OfAggregate(AggregateException aggregate)
    {
        var failures = aggregate.Flatten().InnerExceptions.Select(Unwrap).ToList();
        return failures.Count == 1 ? failures[0] : failures.OfType<CakeException>().FirstOrDefault(failure => failure.ExitCode > 1);
    }
}
