using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Package")]
[TaskDescription("Makes the archives of this program for Linux, Windows and macOS, with their checksums, the action's prebuilt host, and the Azure DevOps extension.")]
public sealed class PackageTask(HostPackages packages, DoorPackages doors) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var repository = RepositoryLayout.For("Package", context);
        await packages.MakeAsync(repository, context.Cancellation);
        await doors.MakeAsync(repository, context.Cancellation);
    }
}
