namespace MobileDist.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Targets = ["Announce", "Benchmark", "Build", "Check", "Publish", "Sign", "Test"];

    [TestCase("Tset", "Test")]
    [TestCase("publis", "Publish")]
    [TestCase("SGIN", "Sign")]
    [TestCase("Bild", "Build")]
    [TestCase("anounze", "Announce")]
    public void To_WhenALetterOrTwoAreOff_FindsTheName(string written, string expected) =>
        Assert.That(NearestName.To(written, Targets), Is.EqualTo(expected));

    [TestCase("Deploy")]
    [TestCase("")]
    [TestCase("x")]
    public void To_WhenNothingIsNear_SaysNothing(string written) => Assert.That(NearestName.To(written, Targets), Is.Null);
}
