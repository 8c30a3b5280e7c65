using Cake.Core;
using Cake.Frosting;

namespace MobileDist.Build;

/// <summary>
/// Keeps the failure as it was thrown; Cake itself hands on only its message. There is no setup on purpose: Cake calls
/// one in a dry run too. A release that failed has stopped neither its task nor the other releases; here it counts.
/// </summary>
public sealed class BuildTeardown(RunOutcome outcome, DistributionSession session, RunOutputs outputs) : FrostingTeardown<BuildContext>
{
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        foreach (var result in session.Loaded?.Results ?? [])
        {
            outcome.Add(new ReleaseRow(result.App, result.Platform, result.Version ?? "", result.What, result.Package, result.Link));
        }

        if (session.Loaded is { } distribution)
        {
            outputs.Set(distribution);
        }

        if ((info.ThrownException ?? session.Loaded?.Failure) is { } failure)
        {
            outcome.FailedWith(failure);
        }
    }
}
