using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>What is known about the run once the platform has been asked.</summary>
/// <param name="Facts">With the pull request, where it could be found out.</param>
public sealed record RunFacts(CiFacts Facts)
{
    /// <summary>Why the pull request of a run after another one is not known; null when it is, or when there is none to look for.</summary>
    public Fault? Unknown { get; init; }

    /// <summary>Whether <see cref="Unknown"/> is a refusal that somebody should see to.</summary>
    public bool IsRefused { get; init; }
}
