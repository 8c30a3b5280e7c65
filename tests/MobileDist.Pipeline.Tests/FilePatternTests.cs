using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests;

public sealed class FilePatternTests
{
    [TestCase("a.apk", "a.apk")]
    [TestCase("./a.apk", "a.apk")]
    [TestCase("*.apk", "a.apk|b.apk")]
    [TestCase("?.apk", "a.apk|b.apk")]
    [TestCase("out/*/x.apk", "out/one/x.apk|out/two/x.apk")]
    [TestCase("out/**/x.apk", "out/one/deep/x.apk|out/one/x.apk|out/two/x.apk")]
    [TestCase("**/x.apk", "out/one/deep/x.apk|out/one/x.apk|out/two/x.apk")]
    [TestCase("out/../b.apk", "b.apk")]
    [TestCase("out\\one\\x.apk", "out/one/x.apk")]
    [TestCase("out/**", "out/one/deep/x.apk|out/one/x.apk|out/two/x.apk")]
    [TestCase("nowhere/*.apk", "")]
    [TestCase("", "")]
    public void Match_WhenPatternIsGiven_FindsTheFiles(string pattern, string expected)
    {
        using var folder = new TestFolder();
        foreach (var name in new[] { "a.apk", "b.apk", "out/one/x.apk", "out/two/x.apk", "out/one/deep/x.apk" })
        {
            folder.Write(name, "x");
        }

        var found = FilePattern.Match(pattern, folder.FullPath, 100).Select(path => Path.GetRelativePath(folder.FullPath, path).Replace('\\', '/'));

        Assert.That(string.Join('|', found), Is.EqualTo(expected));
    }

    [Test]
    public void Match_WhenAFolderLinksToItself_Ends()
    {
        using var folder = new TestFolder();
        folder.Write("a/x.apk", "x");
        SymbolicLink.ToFolder(folder.Combine("a", "loop"), folder.FullPath);

        Assert.That(FilePattern.Match("**/*.apk", folder.FullPath, 100), Has.Count.EqualTo(1));
    }

    [Test]
    public void Match_WhenManyFit_StopsAtTheLimit()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 30; i++)
        {
            folder.Write($"{i:00}.apk", "x");
        }

        Assert.That(FilePattern.Match("*.apk", folder.FullPath, 11), Has.Count.EqualTo(11));
    }
}
