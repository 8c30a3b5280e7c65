using MobileDist.Testing;

namespace MobileDist.Tests;

public sealed class PrivateFolderTests
{
    [Test]
    public void Create_OnUnix_IsClosedToOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no file modes; the user's temporary folder is private there.");
        }

        using var root = new TestFolder();
        using var inRoot = PrivateFolder.Create(root.FullPath);
        using var inTemp = PrivateFolder.Create();

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.That(new DirectoryInfo(inRoot.FullPath).UnixFileMode, Is.EqualTo(OwnerOnly));
        Assert.That(new DirectoryInfo(inTemp.FullPath).UnixFileMode, Is.EqualTo(OwnerOnly));
    }

    [Test]
    public void Dispose_WhenItHoldsFiles_RemovesThem()
    {
        string path;
        using (var folder = PrivateFolder.Create())
        {
            path = folder.FullPath;
            File.WriteAllText(folder.Combine("key.pem"), "x");
        }

        Assert.That(Directory.Exists(path), Is.False);
    }

    [Test]
    public void Combine_WhenTheNameLeadsOut_StaysInside()
    {
        using var folder = PrivateFolder.Create();

        Assert.That(Path.GetDirectoryName(folder.Combine("../../escape")), Is.EqualTo(folder.FullPath));
    }
}
