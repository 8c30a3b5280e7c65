using Cake.Core;

namespace MobileDist.Build.Tests.Hosting;

public sealed class RunOutcomeTests
{
    private static readonly DistributionException Fit = new(ExitCode.Unfit, new Fault("Not fit."));

    [Test]
    public void Classify_WhenFaultIsAmongOthers_LetsItSpeak() =>
        Assert.That(RunOutcome.Classify(new AggregateException(new InvalidOperationException(), new CakeReportException(new CakeReport(), "x", Fit)), cancelled: true), Is.SameAs(Fit));

    [Test]
    public void Classify_WhenCancelledOnRequest_IsTheCancellation()
    {
        var cancelled = new OperationCanceledException();

        Assert.That(RunOutcome.Classify(new AggregateException(new CakeException("x"), cancelled), cancelled: true), Is.SameAs(cancelled));
    }

    [Test]
    public void Classify_WhenNothingIsKnown_IsTheFailureAsItWas()
    {
        var failure = new AggregateException(new InvalidOperationException(), new IOException());

        Assert.That(RunOutcome.Classify(failure, cancelled: true), Is.SameAs(failure));
    }

    [Test]
    public void Request_WhenAskedTwice_OnlyTheFirstIsOurs()
    {
        using var recorded = new RecordedTerminal();
        using var cancellation = new Cancellation();

        Assert.That(cancellation.Request(recorded.Terminal), Is.True);
        Assert.That(cancellation.Token.IsCancellationRequested, Is.True);
        Assert.That(cancellation.Request(recorded.Terminal), Is.False);
        Assert.That(recorded.Error, Is.EqualTo(HostFaults.Cancelling + "\n"));
    }
}
