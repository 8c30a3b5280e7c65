using System.Collections.Immutable;

namespace MobileDist;

/// <summary>
/// The one error type at the boundary: what the user has to know, with the exit code that says whose turn it is.
/// The host prints it once, without a stack trace. Anything else that reaches the host is a bug of ours.
/// </summary>
public sealed class DistributionException : Exception
{
    public DistributionException(ExitCode exitCode, Fault fault, Exception? inner = null)
        : this(exitCode, [fault], inner)
    {
    }

    /// <param name="exitCode">Whose turn it is.</param>
    /// <param name="faults">Everything that was found in one go; at least one.</param>
    /// <param name="inner">The cause, kept for the diagnostic log only.</param>
    public DistributionException(ExitCode exitCode, IEnumerable<Fault> faults, Exception? inner = null)
        : base(null, inner)
    {
        ExitCode = exitCode;
        Faults = [.. faults];
        if (Faults.IsEmpty)
        {
            throw new ArgumentException("An error without a fault says nothing.", nameof(faults));
        }
    }

    public ExitCode ExitCode { get; }

    /// <summary>Everything that was found, in the order to show it.</summary>
    public ImmutableArray<Fault> Faults { get; }

    /// <summary>The headlines, one a line; details and remedies are the host's to lay out.</summary>
    public override string Message => string.Join(Environment.NewLine, Faults.Select(fault => fault.Headline));
}
