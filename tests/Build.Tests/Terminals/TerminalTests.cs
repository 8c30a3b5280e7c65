namespace MobileDist.Build.Tests.Terminals;

public sealed class TerminalTests
{
    [Test]
    public void Show_WhenOtherTextFollows_TakesTheLineAwayFirst()
    {
        using var recorded = new RecordedTerminal(RecordedTerminal.Watched);

        recorded.Terminal.Live.Show("50 %");
        recorded.Terminal.Error.WriteLine("warning");
        recorded.Terminal.Out.WriteLine("text");

        Assert.That(recorded.Output, Is.EqualTo("\r50 %\r    \rtext\n"));
        Assert.That(recorded.Error, Is.EqualTo("warning\n"));
    }

    [Test]
    public void Show_WhenNextTextIsShorter_LeavesNothingBehind()
    {
        using var recorded = new RecordedTerminal(RecordedTerminal.Watched);

        recorded.Terminal.Live.Show("long text");
        recorded.Terminal.Live.Show("short");

        Assert.That(recorded.Output, Does.EndWith("\rshort    "));
    }

    [Test]
    public void Show_WhenTextIsTooWide_CutsItToTheTerminal()
    {
        using var recorded = new RecordedTerminal(RecordedTerminal.Watched, width: 40);

        recorded.Terminal.Live.Show(new string('a', 50));

        Assert.That(recorded.Output, Does.EndWith("\r" + new string('a', 38) + "…"));
    }

    [Test]
    public void Show_WhenTextHoldsASecret_MasksIt()
    {
        var redactor = new Redactor();
        redactor.Register(new Secret("hunter22"));
        using var recorded = new RecordedTerminal(RecordedTerminal.Watched, redactor);

        recorded.Terminal.Live.Show("Signing with hunter22");

        Assert.That(recorded.Output, Does.EndWith("Signing with ***"));
    }

    [TestCase(null, null, false, true, true)]
    [TestCase(null, null, true, false, false)]
    [TestCase("dumb", null, false, false, false)]
    [TestCase("xterm", "1", false, true, false)]
    [TestCase("xterm", "", false, true, true)]
    public void From_KnowsWhatMayBeWritten(string? term, string? noColour, bool isRedirected, bool interactive, bool colour)
    {
        var facts = TerminalFacts.From(name => string.Equals(name, "TERM", StringComparison.Ordinal) ? term : noColour, isRedirected);

        Assert.That(facts, Is.EqualTo(new TerminalFacts(interactive, colour)));
    }

    [Test]
    public void Cut_WithWideCharacters_CountsColumns()
    {
        Assert.That(Printable.Cut("日本語アプリ", 12), Is.EqualTo("日本語アプリ"));
        Assert.That(Printable.Cut("日本語アプリ", 8), Is.EqualTo("日本語…"));
    }

    [Test]
    public void OneLine_TakesLineBreaksAndControlsOut() =>
        Assert.That(Printable.OneLine("a\r\nb\u001b[1m\u2066c"), Is.EqualTo("a  b\uFFFD[1m\uFFFDc"));

    [Test]
    public void WriteLine_OfCakesConsole_TakesBracesAsTheyAre()
    {
        using var recorded = new RecordedTerminal();
        var console = new TerminalConsole(recorded.Terminal);

        console.WriteLine("{not a format}");
        console.WriteErrorLine("{0}!", "formatted");

        Assert.That(recorded.Output, Is.EqualTo("{not a format}\n"));
        Assert.That(recorded.Error, Is.EqualTo("formatted!\n"));
        Assert.That(console.SupportAnsiEscapeCodes, Is.False);
    }
}
