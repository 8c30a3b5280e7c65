using Cake.Core;
using Cake.Frosting;
using MobileDist.PullRequests;

namespace MobileDist.Build;

/// <summary>A part of the CI log that readers can fold, around each task.</summary>
public sealed class BuildTaskLifetime(ICiPlatform platform) : FrostingTaskLifetime<BuildContext>
{
    private IDisposable? _group;

    public override void Setup(BuildContext context, ITaskSetupContext info) => _group = platform.OpenGroup(info.Task.Name);

    public override void Teardown(BuildContext context, ITaskTeardownContext info) => _group?.Dispose();
}
