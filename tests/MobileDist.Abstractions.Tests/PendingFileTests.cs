using MobileDist.Testing;

namespace MobileDist.Tests;

public sealed class PendingFileTests
{
    [Test]
    public void Commit_WhenTargetExists_ReplacesIt()
    {
        using var folder = new TestFolder();
        var target = folder.Write("out.txt", "old");

        PendingFile.WriteAllText(target, "new");

        Assert.That(File.ReadAllText(target), Is.EqualTo("new"));
        Assert.That(Directory.GetFiles(folder.FullPath), Has.Length.EqualTo(1));
    }

    [Test]
    public void Dispose_WhenNotCommitted_LeavesTheOldFileAndNothingElse()
    {
        using var folder = new TestFolder();
        var target = folder.Write("out.txt", "old");

        using (var pending = PendingFile.For(target))
        {
            File.WriteAllText(pending.FullPath, "half");
        }

        Assert.That(File.ReadAllText(target), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(folder.FullPath), Has.Length.EqualTo(1));
    }

    [Test]
    public void For_WhenTheFolderIsMissing_MakesIt()
    {
        using var folder = new TestFolder();
        var target = folder.Combine("a", "b", "out.bin");

        PendingFile.WriteAllBytes(target, [1, 2, 3]);

        Assert.That(File.ReadAllBytes(target), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }
}
