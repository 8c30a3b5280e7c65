namespace MobileDist.Pipeline.Tests;

public sealed class ShownPathTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "home", "project");

    [Test]
    public void Of_WhenAFileLiesBelow_IsToldFromThere() =>
        Assert.That(ShownPath.Of(Path.Combine(Folder, "keys", "my.p12"), Folder), Is.EqualTo(Path.Combine("keys", "my.p12")));

    [Test]
    public void Of_WhenAFileLiesElsewhere_IsItsNameAlone()
    {
        Assert.That(ShownPath.Of(Path.Combine(Path.GetTempPath(), "home", "my.p12"), Folder), Is.EqualTo("my.p12"));
        Assert.That(ShownPath.Of(Folder + "2" + Path.DirectorySeparatorChar + "my.p12", Folder), Is.EqualTo("my.p12"));
        Assert.That(ShownPath.Of(Path.Combine(Folder, "..my.p12"), Folder), Is.EqualTo("..my.p12"));
    }

    [Test]
    public void In_WhenASentenceNamesFolders_TheyAreTakenOut()
    {
        var output = Path.Combine(Folder, "out");

        var shown = ShownPath.In($"Access to the path '{Path.Combine(output, "a", "b.apk")}' is denied; '{output}' and '{Folder}' too, but not '{Folder}2'.", output, Folder);

        Assert.That(shown, Is.EqualTo($"Access to the path '{Path.Combine("a", "b.apk")}' is denied; 'out' and 'project' too, but not '{Folder}2'."));
    }

    [Test]
    public void In_WhenAFolderIsTheRoot_NothingIsTakenOut() => Assert.That(ShownPath.In("GET '/repos/acme' failed.", "/"), Is.EqualTo("GET '/repos/acme' failed."));
}
