using System.Globalization;
using System.Text.RegularExpressions;
using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

/// <summary>What <c>aapt2 dump badging</c> (or <c>aapt</c>) says about a package, and whether we say the same.</summary>
internal sealed partial class Badging
{
    private readonly string[] _lines;

    private Badging(string text) => _lines = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Asks the tool; some packages make it exit with an error after it has said everything that is compared.</summary>
    public static Badging Of(Peer aapt, string path)
    {
        var result = aapt.Run("dump", "badging", path);
        Assert.That(result.Output, Does.StartWith("package: "), result.Error);
        return new Badging(result.Output);
    }

    public void AgreesWith(PackageInfo info)
    {
        var label = First(Value("application-label:'"), ApplicationLabel(), Attribute("launchable-activity: ", "label"));
        var minimum = Value("sdkVersion:'") ?? "1";
        Assert.Multiple(() =>
        {
            Assert.That(info.Identifier, Is.EqualTo(Attribute("package: ", "name")), "identifier");
            Assert.That(info.VersionName ?? "", Is.EqualTo(Attribute("package: ", "versionName") ?? ""), "version name");
            Assert.That(info.BuildNumber, Is.EqualTo(Attribute("package: ", "versionCode") is { Length: > 0 } code ? code : "0"), "version code");
            Assert.That(info.Split ?? "", Is.EqualTo(Attribute("package: ", "split") ?? ""), "split");
            Assert.That(info.MinimumOs, Is.EqualTo(minimum), "min SDK");
            Assert.That(info.TargetSdk, Is.EqualTo(Value("targetSdkVersion:'") ?? minimum), "target SDK");
            Assert.That(info.Label, Is.EqualTo(label.Length > 0 ? label.Trim() : info.Identifier), "label");
            Assert.That(info.Debuggable, Is.EqualTo(_lines.Contains("application-debuggable", StringComparer.Ordinal)), "debuggable");
            Assert.That(info.TestOnly, Is.EqualTo(_lines.Any(line => line.StartsWith("testOnly=", StringComparison.Ordinal))), "test only");
            Assert.That(info.NativeAbis, Is.EquivalentTo(NativeCode()), "native code");
            CompareIcon(info);
        });
    }

    /// <summary>Where the tool names a raster image for the sharpest screens, we show the same; where it names XML, one of the other densities or the foreground.</summary>
    private void CompareIcon(PackageInfo info)
    {
        var icons = _lines.Select(line => IconLine().Match(line)).Where(match => match.Success)
            .Select(match => (Density: int.Parse(match.Groups["density"].Value, CultureInfo.InvariantCulture), Path: match.Groups["path"].Value)).ToList();
        var rasters = icons.Where(icon => !icon.Path.EndsWith(".xml", StringComparison.Ordinal)).ToList();
        var sharpest = rasters.Where(icon => icon.Density == 640).Select(icon => icon.Path).FirstOrDefault();
        if (sharpest is not null)
        {
            Assert.That(info.Icon?.EntryName, Is.EqualTo(sharpest), "icon");
        }
        else if (icons.Count == 0)
        {
            Assert.That(info.Icon, Is.Null, "icon");
        }
    }

    private IEnumerable<string> NativeCode() => _lines
        .Where(line => line.StartsWith("native-code: ", StringComparison.Ordinal) || line.StartsWith("alt-native-code: ", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line).Select(match => match.Groups["text"].Value));

    private string? Value(string start) => _lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) is { } line
        ? Unescape(line[start.Length..^1])
        : null;

    private string? Attribute(string start, string name)
    {
        var line = _lines.FirstOrDefault(candidate => candidate.StartsWith(start, StringComparison.Ordinal)) ?? "";
        var match = Regex.Match(line, $@"\s{name}='(?<text>[^']*)'", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? Unescape(match.Groups["text"].Value) : null;
    }

    /// <summary>A label that stands in the manifest itself gets no line of its own; its quotes are not escaped.</summary>
    private string ApplicationLabel() => _lines.Select(line => ApplicationLine().Match(line)).FirstOrDefault(match => match.Success) is { } found ? Unescape(found.Groups["text"].Value) : "";

    private static string First(params string?[] texts) => texts.FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "";

    private static string Unescape(string text) => text.Replace("\\n", " ", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex("^application-icon-(?<density>\\d+):'(?<path>.*)'$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IconLine();

    [GeneratedRegex("^application: label='(?<text>.*)' icon='", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ApplicationLine();

    [GeneratedRegex("'(?<text>[^']*)'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();
}
