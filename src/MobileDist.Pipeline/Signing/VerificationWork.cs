using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace MobileDist.Pipeline.Signing;

/// <summary>How a signature is to be verified.</summary>
/// <param name="AcceptAnyIssuer">Whether a certificate that nobody vouches for is good enough, as a throw-away one is.</param>
/// <param name="Clock">Against what certificates and profiles expire.</param>
/// <param name="Progress">Hears how far it is.</param>
internal sealed record VerificationWork(bool AcceptAnyIssuer, TimeProvider Clock, IProgress<WorkProgress>? Progress)
{
    /// <summary>Roots that count beside Apple's.</summary>
    public ImmutableArray<X509Certificate2> AppleRoots { get; init; } = [];
}
