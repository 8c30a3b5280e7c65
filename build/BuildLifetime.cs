using Cake.Core;
using Cake.Frosting;

namespace MobileDist.Build;

/// <summary>Around the whole run. The setup is empty on purpose: Cake calls it in a dry run too.</summary>
public sealed class BuildLifetime(RunOutcome outcome) : FrostingLifetime<BuildContext>
{
    public override void Setup(BuildContext context, ISetupContext info)
    {
    }

    /// <summary>Keeps the failure as it was thrown; Cake itself hands on only its message.</summary>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        if (info.ThrownException is { } failure)
        {
            outcome.FailedWith(failure);
        }
    }
}
