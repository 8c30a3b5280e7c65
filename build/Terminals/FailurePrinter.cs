using Cake.Core;

namespace MobileDist.Build;

/// <summary>Prints why a run failed, once, and knows the exit code. Only a bug of ours shows a stack trace.</summary>
internal sealed class FailurePrinter(Terminal terminal)
{
    private const string Red = "\u001b[31m";
    private const string Plain = "\u001b[0m";

    /// <param name="failure">What ended the run.</param>
    /// <param name="cancelled">Whether somebody asked to cancel; without that a cancelled operation is a bug like any other.</param>
    /// <returns>The exit code of the process.</returns>
    public int Print(Exception failure, bool cancelled = false)
    {
        terminal.Out.Flush();
        var exitCode = failure switch
        {
            DistributionException distribution => Print(distribution),
            OperationCanceledException when cancelled => Line(HostFaults.Cancelled, ExitCode.Cancelled),
            CakeException cake => Line(Error(cake.Message), (ExitCode)cake.ExitCode),
            _ => Bug(failure),
        };
        terminal.Error.Flush();
        return (int)exitCode;
    }

    private ExitCode Print(DistributionException exception)
    {
        foreach (var fault in exception.Faults)
        {
            terminal.Error.WriteLine();
            terminal.Error.WriteLine(Error(fault.Headline));
            Details(fault);
        }

        if (exception.Faults.Length > 1)
        {
            terminal.Error.WriteLine();
            terminal.Error.WriteLine($"{exception.Faults.Length} errors.");
        }

        return exception.ExitCode;
    }

    private void Details(Fault fault)
    {
        var lines = fault.Remedy is null ? fault.Details : fault.Details.Add(new FaultDetail("next", fault.Remedy));
        var column = lines.Select(detail => detail.Name.Length).DefaultIfEmpty().Max() + 2;
        foreach (var detail in lines)
        {
            var value = Printable.Text(detail.Value).ReplaceLineEndings("\n" + new string(' ', column + 2));
            terminal.Error.WriteLine($"  {(Printable.OneLine(detail.Name) + ":").PadRight(column)}{value}");
        }
    }

    private ExitCode Bug(Exception failure)
    {
        terminal.Error.WriteLine();
        terminal.Error.WriteLine(Error(failure.Message));
        terminal.Error.WriteLine(Printable.Text(failure.ToString()));
        return Line(HostFaults.ReportBug, ExitCode.Bug);
    }

    private ExitCode Line(string text, ExitCode exitCode)
    {
        terminal.Error.WriteLine(text);
        return exitCode;
    }

    private string Error(string headline)
    {
        var label = terminal.Facts.UsesColour ? $"{Red}error:{Plain}" : "error:";
        return $"{label} {Printable.Text(headline)}";
    }
}
