using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs <c>throw-away</c> against a key of the user's own: the higher source wins.</summary>
internal static class ThrowAwayWishes
{
    /// <param name="overrides">Arguments and environment.</param>
    /// <param name="section">The signing section.</param>
    /// <param name="argument">The argument that names the user's own: <c>keystore</c>.</param>
    /// <param name="key">The section's key for the same.</param>
    /// <param name="faults">Takes a flag that is none.</param>
    public static ThrowAwayWish Weigh(OverrideSet overrides, SectionReader section, string argument, string key, ICollection<Fault> faults)
    {
        var asked = overrides.Flag("throw-away", faults);
        if (!(asked ?? section.Flag("throw-away") ?? false))
        {
            return ThrowAwayWish.No;
        }

        var level = asked is null ? SettingLevel.File : overrides.Find("throw-away")!.Level;
        var ownLevel = overrides.Find(argument)?.Level ?? (section.Has(key) ? SettingLevel.File : SettingLevel.Default);
        return level > ownLevel ? ThrowAwayWish.Yes : level == ownLevel ? ThrowAwayWish.Both : ThrowAwayWish.No;
    }
}
