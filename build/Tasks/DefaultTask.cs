using Cake.Frosting;

namespace MobileDist.Build.Tasks;

/// <summary>What runs when no target is named.</summary>
[TaskName("Default")]
[TaskDescription("What runs when no target is named: Distribute.")]
[IsDependentOn(typeof(DistributeTask))]
public sealed class DefaultTask : FrostingTask<BuildContext>;
