using System.Collections.Immutable;

namespace MobileDist.Signing;

/// <summary>What is wrong with a signing identity.</summary>
/// <param name="Errors">It must not sign.</param>
/// <param name="Warnings">It can sign, and the user should know.</param>
public sealed record IdentityFindings(ImmutableArray<Fault> Errors, ImmutableArray<Fault> Warnings)
{
    /// <summary>Whether the identity may sign.</summary>
    public bool IsFit => Errors.IsEmpty;

    /// <summary>Throws all errors at once, if there are any.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>.</exception>
    public void ThrowIfUnfit()
    {
        if (!IsFit)
        {
            throw new DistributionException(ExitCode.Unfit, Errors);
        }
    }
}
