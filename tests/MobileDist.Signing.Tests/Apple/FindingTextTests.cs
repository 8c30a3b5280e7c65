using MobileDist.Signing.Apple;

namespace MobileDist.Signing.Tests.Apple;

public sealed class FindingTextTests
{
    [Test]
    public void Of_WhenAValueHoldsControlCharacters_StaysOnePlainLine() =>
        Assert.That(FindingText.Of("it is signed as 'a\n::error::b\u001b[2J'."), Is.EqualTo("it is signed as 'a ::error::b[2J'."));

    [Test]
    public void Of_WhenAValueIsEndless_IsCut() => Assert.That(FindingText.Of(new string('a', 1 << 20)), Has.Length.EqualTo(2001).And.EndsWith("a…"));
}
