using Cake.Core;
using MobileDist.Testing;

namespace MobileDist.Build.Tests.Terminals;

public sealed class FailurePrinterTests
{
    [Test]
    public void Print_WithSeveralFaults_LaysThemOut()
    {
        using var recorded = new RecordedTerminal();
        Fault[] faults =
        [
            new Fault("The key 'chanels' is not known.", "Did you mean 'channels'?").With("file", "mobiledist.yml").With("line", "12"),
            new Fault("The package 'app.apk' does not exist.", "Build it, or name another one with --package=PATH."),
            new Fault("The certificate expired on 2020-01-01.").With("subject", "CN=Somebody\nO=Somewhere"),
        ];

        Assert.That(new FailurePrinter(recorded.Terminal).Print(new DistributionException(ExitCode.Settings, faults)), Is.EqualTo(2));
        Approved.Verify("SeveralFaults.approved.txt", recorded.Error);
        Assert.That(recorded.Output, Is.Empty);
    }

    [Test]
    public void Print_WhenTextHoldsEscapeCodes_DefusesThem()
    {
        using var recorded = new RecordedTerminal();

        new FailurePrinter(recorded.Terminal).Print(new DistributionException(ExitCode.Unfit, new Fault("The entry 'a\u001b[2Jb' is bad.").With("na\u202Eme", "x\u0007")));

        Assert.That(recorded.Error, Is.EqualTo("\nerror: The entry 'a\uFFFD[2Jb' is bad.\n  na\uFFFDme: x\uFFFD\n"));
    }

    [Test]
    public void Print_OnAColourTerminal_PaintsTheLabelOnly()
    {
        using var recorded = new RecordedTerminal(RecordedTerminal.Watched);

        new FailurePrinter(recorded.Terminal).Print(new CakeException(9, "No."));

        Assert.That(recorded.Error, Is.EqualTo("\u001b[31merror:\u001b[0m No.\n"));
    }
}
