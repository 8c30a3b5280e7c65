using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Apple.PropertyLists;

[Category("Peer")]
public sealed class PlistlibPeerTests
{
    private static readonly string Script = RepositoryRoot.Combine("tests", "MobileDist.Packages.Tests", "Apple", "PropertyLists", "plistlib_peer.py");

    [Test]
    public void ReadAndWrite_WhenPythonMadeTheFiles_AgreeInBothDirections()
    {
        var python = Peer.Require("python3");
        using var folder = new TestFolder();
        python.Run(Script, "make", folder.FullPath).Succeeded();

        foreach (var path in Directory.GetFiles(folder.FullPath, "*.txt"))
        {
            var expected = File.ReadAllText(path);
            var binary = Read(Path.ChangeExtension(path, ".bin"), expected);
            File.WriteAllBytes(Path.ChangeExtension(path, ".ours.bin"), PropertyList.Write(binary, PropertyListFormat.Binary));
            if (File.Exists(Path.ChangeExtension(path, ".xml")))
            {
                var xml = Read(Path.ChangeExtension(path, ".xml"), expected);
                Assert.That(xml, Is.EqualTo(binary), path);
                File.WriteAllBytes(Path.ChangeExtension(path, ".ours.xml"), PropertyList.Write(xml, PropertyListFormat.Xml));
            }
        }

        Assert.That(python.Run(Script, "check", folder.FullPath).Succeeded().Trim(), Is.EqualTo("checked 122"));
    }

    [Test]
    public void Write_WhenPlistutilConverts_ReadsTheSameBack()
    {
        var plistutil = Peer.Require("plistutil");
        using var folder = new TestFolder();
        var value = new PropertyListDictionary(
        [
            new("text", new PropertyListString("Café ☕ & <b>")),
            new("number", new PropertyListInteger(42)),
            new("flag", new PropertyListBoolean(true)),
            new("bytes", new PropertyListData([1, 2, 3])),
            new("list", new PropertyListArray([new PropertyListReal(0.5), new PropertyListString("")])),
        ]);

        // Out of XML, plistutil 2.2 makes dictionaries of references.
        var archived = value.With("uid", new PropertyListUid(7));
        var xml = folder.Write("ours.xml", PropertyList.Write(value, PropertyListFormat.Xml));
        var binary = folder.Write("ours.bin", PropertyList.Write(archived, PropertyListFormat.Binary));

        plistutil.Run("-i", xml, "-f", "bin", "-o", folder.Combine("theirs.bin")).Succeeded();
        plistutil.Run("-i", binary, "-f", "xml", "-o", folder.Combine("theirs.xml")).Succeeded();

        Assert.That(PropertyList.Read(File.ReadAllBytes(folder.Combine("theirs.bin")), "bin"), Is.EqualTo(value));
        Assert.That(PropertyList.Read(File.ReadAllBytes(folder.Combine("theirs.xml")), "xml"), Is.EqualTo(archived));
    }

    private static PropertyListValue Read(string path, string expected)
    {
        var value = PropertyList.Read(File.ReadAllBytes(path), Path.GetFileName(path));
        Assert.That(PropertyListTranscript.Of(value), Is.EqualTo(expected), path);
        return value;
    }
}
