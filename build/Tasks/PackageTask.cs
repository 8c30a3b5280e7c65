using Cake.Frosting;

namespace MobileDist.Build.Tasks;

[TaskName("Package")]
[TaskDescription("Makes the archives of this program for Linux, Windows and macOS, with their checksums.")]
public sealed class PackageTask(HostPackages packages) : AsyncFrostingTask<BuildContext>
{
    public override Task RunAsync(BuildContext context) =>
        packages.MakeAsync(RepositoryLayout.For("Package", context), context.Cancellation);
}
