using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

/// <summary>A manifest with resources, to be built by Google's own tools.</summary>
internal sealed class AaptProject : IDisposable
{
    private const string Framework = "/usr/share/android-framework-res/framework-res.apk";

    private readonly TestFolder _folder = new();

    private AaptProject(string manifest)
    {
        if (!File.Exists(Framework))
        {
            Peer.Missing($"'{Framework}' is not there; Debian's package android-framework-res has it.");
        }

        _folder.Write("AndroidManifest.xml", manifest);
        Directory.CreateDirectory(_folder.Combine("res"));
    }

    /// <param name="manifestAttributes">Of the element manifest, behind its package.</param>
    /// <param name="sdk">Attributes of uses-sdk; none when null.</param>
    /// <param name="applicationAttributes">Of the element application.</param>
    /// <param name="content">Inside of the element application.</param>
    public static AaptProject Of(string manifestAttributes = "", string? sdk = null, string applicationAttributes = "", string content = "") => new(
        $"""
        <manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.example.built" {manifestAttributes}>
          {(sdk is null ? "" : $"<uses-sdk {sdk}/>")}
          <application {applicationAttributes}>{content}</application>
        </manifest>
        """);

    /// <summary>An activity that the home screen starts.</summary>
    public static string Launcher(string attributes) =>
        $"""
        <activity android:name=".Main" android:exported="true" {attributes}><intent-filter>
        <action android:name="android.intent.action.MAIN"/><category android:name="android.intent.category.LAUNCHER"/>
        </intent-filter></activity>
        """;

    public AaptProject Strings(string folder, params (string Name, string Text)[] strings)
    {
        _folder.Write(
            Path.Combine("res", folder, "strings.xml"),
            $"<resources>{string.Concat(strings.Select(entry => $"<string name=\"{entry.Name}\">{entry.Text}</string>"))}</resources>");
        return this;
    }

    public AaptProject AddFile(string path, string text)
    {
        _folder.Write(Path.Combine(path.Split('/')), text);
        return this;
    }

    /// <summary>Puts a real PNG, the sample's of that density, at a path.</summary>
    public AaptProject Png(string path, string density)
    {
        _folder.Write(Path.Combine(path.Split('/')), TestApk.Extract(SampleApk.FullPath, $"res/mipmap-{density}-v4/ic_launcher.png"));
        return this;
    }

    public AaptProject WebP(string path)
    {
        _folder.Write(Path.Combine(path.Split('/')), [.. "RIFF"u8, 30, 0, 0, 0, .. "WEBPVP8L"u8, .. new byte[22]]);
        return this;
    }

    /// <summary>Builds with aapt2; returns the package's path.</summary>
    public string Aapt2(params string[] linkArguments)
    {
        var aapt2 = Peer.Require("aapt2");
        var compiled = _folder.Combine("compiled.zip");
        var target = _folder.Combine("aapt2.apk");
        aapt2.Run("compile", "--no-crunch", "--dir", _folder.Combine("res"), "-o", compiled).Succeeded();
        aapt2.Run(null, ["link", "-I", Framework, "--manifest", _folder.Combine("AndroidManifest.xml"), "-o", target, .. linkArguments, compiled]).Succeeded();
        return target;
    }

    /// <summary>Builds with aapt2, then makes it smaller as release builds do; the option was renamed in later versions of the tool.</summary>
    public string Aapt2Optimized(string option, string newerName)
    {
        var aapt2 = Peer.Require("aapt2");
        var source = Aapt2();
        var target = _folder.Combine("optimized.apk");
        if (aapt2.Run("optimize", option, "-o", target, source).ExitCode != 0)
        {
            aapt2.Run("optimize", newerName, "-o", target, source).Succeeded();
        }

        return target;
    }

    /// <summary>Builds with aapt, the older tool.</summary>
    public string Aapt(params string[] arguments)
    {
        var target = _folder.Combine("aapt.apk");
        Peer.Require("aapt").Run(null, ["package", "-f", "-F", target, "-M", _folder.Combine("AndroidManifest.xml"), "-S", _folder.Combine("res"), "-I", Framework, .. arguments]).Succeeded();
        return target;
    }

    public string Combine(string name) => _folder.Combine(name);

    public void Dispose() => _folder.Dispose();
}
