using Cake.Frosting;
using MobileDist.Pipeline;

namespace MobileDist.Build.Tasks;

[TaskName("Verify")]
[TaskDescription("Recomputes every signature of a package, --package=FILE or MOBILEDIST_PACKAGE; --throw-away accepts a certificate that nobody vouches for.")]
public sealed class VerifyTask(VerificationPrinter printer, HostEnvironment environment, TimeProvider clock, IProgress<WorkProgress> progress) : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var package = context.Setting(DistributionArgument.Package, environment) ?? throw HostFaults.NothingToVerify();
        var folder = context.WorkingFolder;
        // Whoever writes --throw-away=false asks for the strict answer.
        var acceptAnyIssuer = context.Argument("throw-away") is { } asked && asked.Trim().ToLowerInvariant() is not ("false" or "0");
        printer.Print(await PackageVerification.VerifyAsync(package, folder, acceptAnyIssuer, clock, progress, context.Cancellation));
    }
}
