using System.Collections;

namespace MobileDist.Build.Tests.Hosting;

public sealed class HostEnvironmentTests
{
    private static readonly Hashtable Variables = new(StringComparer.Ordinal) { ["Path"] = "second", ["PATH"] = "first", ["HOME"] = "home" };

    [Test]
    public void Of_WhenTheSystemIgnoresCaseAndANameComesTwice_TakesTheFirstInOrdinalOrder()
    {
        var variables = HostEnvironment.Of(Variables, StringComparer.OrdinalIgnoreCase).Variables;

        Assert.That(variables, Has.Count.EqualTo(2));
        Assert.That(variables["path"], Is.EqualTo("first"));
        Assert.That(variables["home"], Is.EqualTo("home"));
    }

    [Test]
    public void Of_WhenTheSystemMindsCase_KeepsBoth()
    {
        var variables = HostEnvironment.Of(Variables, StringComparer.Ordinal).Variables;

        Assert.That(variables, Has.Count.EqualTo(3));
        Assert.That(variables["Path"], Is.EqualTo("second"));
    }

    [Test]
    public void OfProcess_WhenAsked_HasThePath() =>
        Assert.That(HostEnvironment.OfProcess().Variables["PATH"], Is.EqualTo(Environment.GetEnvironmentVariable("PATH")));
}
