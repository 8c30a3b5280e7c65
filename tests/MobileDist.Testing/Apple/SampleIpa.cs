using System.Text;

namespace MobileDist.Testing.Apple;

/// <summary>
/// Builds small iOS packages, in memory or as a folder: an app, what is nested in it, modes, symbolic links, profiles. Paths are
/// below the app (<c>Frameworks/DemoKit.framework/DemoKit</c>); a bundle is named by its path (<c>PlugIns/Share.appex</c>; the app
/// itself is <c>""</c>). The order of the calls is the order in the package.
/// </summary>
public sealed class SampleIpa
{
    public const string Identifier = "com.example.demo";
    public const int Executable = 0x81ed; // 0100755
    public const int Plain = 0x81a4; // 0100644
    public const int Link = 0xa1ed; // 0120755

    private readonly List<SampleIpaFile> _files = [];
    private readonly Dictionary<string, Dictionary<string, object>> _info = new(StringComparer.Ordinal);

    /// <param name="executable">The app's Mach-O; null is a head without load commands.</param>
    /// <param name="root">Where the app is in the package, with a slash at the end; "" for a folder's content.</param>
    public SampleIpa(byte[]? executable = null, string root = "Payload/Demo.app/")
    {
        Root = root;
        WithBundle("", "APPL", Identifier, "Demo", executable ?? MachOHead(2));
        WithInfo("LSRequiresIPhoneOS", true);
        With("PkgInfo", "APPL????"u8.ToArray());
    }

    /// <summary>Where the app is in the package.</summary>
    public string Root { get; }

    /// <summary>The first 32 bytes of an arm64 Mach-O: no load command follows.</summary>
    /// <param name="fileType">2 executable, 6 dylib, 8 bundle.</param>
    public static byte[] MachOHead(byte fileType) =>
        [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1, 0, 0, 0, 0, fileType, 0, 0, 0, .. new byte[16]];

    public SampleIpa WithFramework(string name = "DemoKit", byte[]? executable = null, string inside = "") =>
        WithBundle($"{inside}Frameworks/{name}.framework", "FMWK", $"com.example.{name.ToLowerInvariant()}", name, executable ?? MachOHead(6));

    /// <param name="name">The last part of its identifier, in lower case, too.</param>
    /// <param name="executable">Its Mach-O; null is a head.</param>
    /// <param name="profile">Its embedded profile; null for none.</param>
    /// <param name="folder">In which folder of the app, with a slash at the end.</param>
    public SampleIpa WithExtension(string name = "Share", byte[]? executable = null, byte[]? profile = null, string folder = "PlugIns/")
    {
        var bundle = $"{folder}{name}.appex";
        WithBundle(bundle, "XPC!", $"{Identifier}.{name.ToLowerInvariant()}", name, executable ?? MachOHead(2));
        WithInfo("NSExtension", new Dictionary<string, object>(StringComparer.Ordinal) { ["NSExtensionPointIdentifier"] = "com.apple.share-services", ["NSExtensionPrincipalClass"] = "X" }, bundle);
        return profile is null ? this : WithProfile(profile, bundle);
    }

    /// <summary>Any bundle: its Info.plist and, unless null, its executable.</summary>
    public SampleIpa WithBundle(string bundle, string type, string identifier, string name, byte[]? executable)
    {
        var info = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["CFBundleInfoDictionaryVersion"] = "6.0",
            ["CFBundleIdentifier"] = identifier,
            ["CFBundleName"] = name,
            ["CFBundlePackageType"] = type,
            ["CFBundleShortVersionString"] = "1.2.3",
            ["CFBundleVersion"] = "7",
            ["MinimumOSVersion"] = "15.0",
            ["CFBundleSupportedPlatforms"] = (string[])["iPhoneOS"],
            ["DTPlatformName"] = "iphoneos",
            ["UIDeviceFamily"] = (object[])[1, 2],
        };
        _info[bundle] = info;
        With(Inside(bundle, "Info.plist"), []);
        if (executable is null)
        {
            return this;
        }

        info["CFBundleExecutable"] = name;
        return With(Inside(bundle, name), executable, Executable);
    }

    /// <summary>Sets a key of a bundle's Info.plist; null takes it out.</summary>
    public SampleIpa WithInfo(string key, object? value, string bundle = "")
    {
        _info[bundle].Remove(key);
        if (value is not null)
        {
            _info[bundle].Add(key, value);
        }

        return this;
    }

    public SampleIpa WithProfile(byte[] profile, string bundle = "") => With(Inside(bundle, "embedded.mobileprovision"), profile);

    /// <summary>Adds a file to the app, or puts it in the place of the one there.</summary>
    public SampleIpa With(string path, byte[] data, int mode = Plain) => WithEntry(Root + path, data, mode);

    public SampleIpa With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public SampleIpa WithLink(string path, string target) => With(path, Encoding.UTF8.GetBytes(target), Link);

    /// <summary>Adds something by its full name in the package, beside the app.</summary>
    public SampleIpa WithEntry(string name, byte[] data, int mode = Plain)
    {
        var file = new SampleIpaFile(name, data, mode);
        var at = _files.FindIndex(other => string.Equals(other.Name, name, StringComparison.Ordinal));
        if (at < 0)
        {
            _files.Add(file);
        }
        else
        {
            _files[at] = file;
        }

        return this;
    }

    /// <summary>Takes a file of the app out.</summary>
    public SampleIpa Without(string path)
    {
        _files.RemoveAll(file => string.Equals(file.Name, Root + path, StringComparison.Ordinal));
        return this;
    }

    public byte[] ToArray() => Zip().ToArray();

    /// <summary>Writes the package and returns its path.</summary>
    public string WriteTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return Zip().WriteTo(path);
    }

    /// <summary>Lays the files out in a folder (root "" makes the folder itself the app), with modes and links where the system has them.</summary>
    public void WriteFolder(string folder)
    {
        foreach (var file in _files)
        {
            var path = Path.Combine([folder, .. file.Name.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (file.IsLink)
            {
                SymbolicLink.ToFile(path, Encoding.UTF8.GetString(file.Data));
                continue;
            }

            File.WriteAllBytes(path, Content(file));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, (UnixFileMode)(file.Mode & 0x1ff));
            }
        }
    }

    private RawZip Zip()
    {
        var zip = new RawZip();
        foreach (var file in _files)
        {
            zip.Add(new RawZipEntry(file.Name, Content(file)) { UnixMode = file.Mode, Deflated = !file.IsLink });
        }

        return zip;
    }

    /// <summary>The bytes; an Info.plist that no test gave bytes of its own is written last, when all its keys are known.</summary>
    private byte[] Content(SampleIpaFile file)
    {
        var bundle = _info.Keys.FirstOrDefault(bundle => string.Equals(file.Name, Root + Inside(bundle, "Info.plist"), StringComparison.Ordinal));
        return bundle is not null && file.Data.Length == 0 ? PropertyListXml.Write(_info[bundle]) : file.Data;
    }

    private static string Inside(string bundle, string name) => bundle.Length == 0 ? name : $"{bundle}/{name}";
}
