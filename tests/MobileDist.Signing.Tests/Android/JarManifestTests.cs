using System.Text;
using MobileDist.Signing.Android;

namespace MobileDist.Signing.Tests.Android;

public sealed class JarManifestTests
{
    [TestCase("A: b\r\n\r\nName: x\r\nK: v\r\n\r\n", 1)]
    [TestCase("A: b\n\n\n\nName: x\nK: v\n\nName: y\nK: v", 2)]
    [TestCase("A: b\r\rName: lo\r ng\rK: v", 1)]
    public void Parse_WhenLineEndsDiffer_FindsTheSections(string text, int sections)
    {
        var manifest = JarManifest.Parse(Encoding.UTF8.GetBytes(text), out var reason);

        Assert.That(reason, Is.Empty);
        Assert.That(manifest!.Sections, Has.Count.EqualTo(sections));
        Assert.That(manifest.Sections.Values.First().Find("k"), Is.EqualTo("v"));
    }

    [TestCase("")]
    [TestCase("\r\n\r\n")]
    [TestCase("no colon")]
    [TestCase("A: b\n\nB: c\n")]
    [TestCase("A: b\n\nName: x\n\nName: x\n")]
    public void Parse_WhenMalformed_GivesAReason(string text)
    {
        Assert.That(JarManifest.Parse(Encoding.UTF8.GetBytes(text), out var reason), Is.Null);
        Assert.That(reason, Is.Not.Empty);
    }
}
