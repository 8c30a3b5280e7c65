namespace MobileDist.Packages.Tests;

public sealed class DisplayTextTests
{
    [TestCase(null, null)]
    [TestCase("", null)]
    [TestCase(" \t ", null)]
    [TestCase("\u0007\u202e", null)]
    [TestCase("  App ", "App")]
    [TestCase("Zeile\u2028eins\u0085zwei", "Zeile eins zwei")]
    [TestCase("👩‍👩‍👧 Family", "👩‍👩‍👧 Family")]
    public void Clean_WhenTextIsGiven_KeepsWhatCanBeShown(string? text, string? expected) => Assert.That(DisplayText.Clean(text), Is.EqualTo(expected));
}
