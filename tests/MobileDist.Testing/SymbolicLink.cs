namespace MobileDist.Testing;

/// <summary>Makes symbolic links for tests. Windows lets administrators and developers alone do that; for others the test is skipped.</summary>
public static class SymbolicLink
{
    private const int PrivilegeNotHeld = unchecked((int)0x80070522);

    /// <summary>A link to a file, or to what is not there.</summary>
    public static void ToFile(string path, string target) => Make(() => File.CreateSymbolicLink(path, target));

    /// <summary>A link to a folder, which Windows tells from one to a file.</summary>
    public static void ToFolder(string path, string target) => Make(() => Directory.CreateSymbolicLink(path, target));

    private static void Make(Func<FileSystemInfo> make)
    {
        try
        {
            make();
        }
        catch (IOException error) when (error.HResult == PrivilegeNotHeld)
        {
            Assert.Ignore("This user may not make symbolic links: switch on the developer mode of Windows.");
        }
    }
}
