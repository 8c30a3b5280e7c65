using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Distribute")]
[TaskDescription("From the package to the comment: checks, builds, signs, publishes, announces.")]
[IsDependentOn(typeof(AnnounceTask))]
public sealed class DistributeTask : FrostingTask<BuildContext>;
