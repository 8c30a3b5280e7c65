using System.Globalization;
using MobileDist.Packages.Android;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs what is particular to an app on Android.</summary>
/// <param name="overrides">Arguments and environment.</param>
/// <param name="faults">What is wrong whatever the run does.</param>
internal sealed class AndroidReader(OverrideSet overrides, ICollection<Fault> faults)
{
    private const string Next = "next";

    /// <param name="section">The app's <c>android</c> section.</param>
    public AndroidSettings Read(SectionReader section)
    {
        var isNext = (overrides.Find("version-code") ?? section.Peek("version-code"))?.Value.Trim() is Next;
        return new AndroidSettings(new AndroidVersion { Code = isNext ? null : Code(section), Name = Name(section) }) { NextVersionCode = isNext };
    }

    private int? Code(SectionReader section)
    {
        if ((overrides.Find("version-code") ?? section.Text("version-code")) is not { } given)
        {
            return null;
        }

        if (int.TryParse(given.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is > 0 and <= AndroidVersion.LargestCode)
        {
            return code;
        }

        faults.Add(AndroidPackageFaults.InvalidVersionCode(given));
        return null;
    }

    private string? Name(SectionReader section)
    {
        if ((overrides.Find("version-name") ?? section.Text("version-name")) is not { } given)
        {
            return null;
        }

        var name = given.Value.Trim();
        if (name is { Length: > 0 and <= AndroidVersion.LongestName } && !name.Any(char.IsControl))
        {
            return name;
        }

        faults.Add(AndroidPackageFaults.InvalidVersionName(given));
        return null;
    }
}
