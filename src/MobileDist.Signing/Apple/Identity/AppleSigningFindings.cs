using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>What is wrong with an app, certificate and profiles before they are put together.</summary>
/// <param name="Errors">Phones, or Apple, would refuse the app.</param>
/// <param name="Warnings">It can be signed, and the user should know.</param>
/// <param name="Plan">How to sign; null when there is an error.</param>
/// <param name="Coverage">Who can install; null when the app itself has no profile.</param>
public sealed record AppleSigningFindings(ImmutableArray<Fault> Errors, ImmutableArray<Fault> Warnings, AppleSigningPlan? Plan, DeviceCoverage? Coverage)
{
    /// <summary>The plan, or all errors at once.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>.</exception>
    public AppleSigningPlan PlanOrThrow() => Plan ?? throw new DistributionException(ExitCode.Unfit, Errors);
}
