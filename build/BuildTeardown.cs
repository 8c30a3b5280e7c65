using Cake.Core;
using Cake.Frosting;

namespace MobileDist.Build;

/// <summary>
/// Keeps the failure as it was thrown; Cake itself hands on only its message. There is no setup on purpose: Cake calls
/// one in a dry run too.
/// </summary>
public sealed class BuildTeardown(RunOutcome outcome) : FrostingTeardown<BuildContext>
{
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        if (info.ThrownException is { } failure)
        {
            outcome.FailedWith(failure);
        }
    }
}
