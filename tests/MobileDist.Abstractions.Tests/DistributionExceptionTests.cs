namespace MobileDist.Tests;

public sealed class DistributionExceptionTests
{
    [Test]
    public void Message_WhenSeveralFaults_HoldsEachHeadline()
    {
        var error = new DistributionException(ExitCode.Settings, [new Fault("One is wrong."), new Fault("Two is wrong.", "Mend it.")]);

        Assert.That(error.Message.Split(Environment.NewLine), Is.EqualTo(new[] { "One is wrong.", "Two is wrong." }));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
    }

    [Test]
    public void Constructor_WhenNoFault_IsRefused()
    {
        Assert.That(() => new DistributionException(ExitCode.Settings, []), Throws.ArgumentException);
    }

    [Test]
    public void With_WhenADetailIsAdded_KeepsTheOrder()
    {
        var fault = new Fault("Wrong.").With("file", "mobiledist.yml").With("line", "7");

        Assert.That(fault.Details.Select(detail => $"{detail.Name}={detail.Value}"), Is.EqualTo(new[] { "file=mobiledist.yml", "line=7" }));
    }

    [TestCase(ExitCode.Done, 0)]
    [TestCase(ExitCode.Bug, 1)]
    [TestCase(ExitCode.Settings, 2)]
    [TestCase(ExitCode.Unfit, 3)]
    [TestCase(ExitCode.Refused, 4)]
    [TestCase(ExitCode.Unreachable, 5)]
    [TestCase(ExitCode.Unproved, 6)]
    [TestCase(ExitCode.BuildFailed, 7)]
    [TestCase(ExitCode.Cancelled, 130)]
    public void ExitCode_Always_KeepsItsPromisedNumber(ExitCode code, int number)
    {
        Assert.That((int)code, Is.EqualTo(number));
    }
}
