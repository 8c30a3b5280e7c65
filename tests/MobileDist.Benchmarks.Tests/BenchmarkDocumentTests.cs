using MobileDist.Testing;

namespace MobileDist.Benchmarks.Tests;

public sealed class BenchmarkDocumentTests
{
    [Test]
    public void Update_WhenTheFileIsNew_IntroducesAndAdds()
    {
        using var folder = new TestFolder();
        var path = folder.Combine("docs", "B.md");
        BenchmarkDocument.Update(path, "sign", "one");
        Assert.That(File.ReadAllText(path), Does.StartWith("# Benchmarks\n").And.EndWith("\n\n<!-- sign -->\none\n<!-- /sign -->\n"));
    }

    [Test]
    public void Update_WhenTheSectionIsThere_ReplacesItAlone()
    {
        using var folder = new TestFolder();
        var path = folder.Write("B.md", "# Title\n\n<!-- sign -->\nold\n<!-- /sign -->\n\n<!-- verify -->\nkept\n<!-- /verify -->\n");
        BenchmarkDocument.Update(path, "sign", "new");
        Assert.That(File.ReadAllText(path), Is.EqualTo("# Title\n\n<!-- sign -->\nnew\n<!-- /sign -->\n\n<!-- verify -->\nkept\n<!-- /verify -->\n"));
    }

    [Test]
    public void Update_WhenAnotherSectionIsThere_GoesToTheEnd()
        => Assert.That(
            BenchmarkDocument.Replace("# T\n\n<!-- a -->\nx\n<!-- /a -->\n", "b", "y"),
            Is.EqualTo("# T\n\n<!-- a -->\nx\n<!-- /a -->\n\n<!-- b -->\ny\n<!-- /b -->\n"));
}
