using System.Collections.Immutable;
using System.Globalization;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings;

/// <summary>The values of a channel's section: arguments and variables first, then the app's own section, then the one of all apps.</summary>
/// <param name="prefix">What arguments have before the key: <c>testflight-</c>.</param>
/// <param name="overrides">Arguments and variables.</param>
/// <param name="own">The app's own section.</param>
/// <param name="common">The section of all apps.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class ChannelValues(string prefix, OverrideSet overrides, SectionReader own, SectionReader common, ICollection<Fault> faults)
{
    public string? Text(string key) => Given(key)?.Value;

    /// <summary>The winning text with its place; the file's only when no override has the key.</summary>
    public Given? Given(string key, string? argument = null) => Override(argument ?? prefix + key) ?? Of(key).Text(key);

    public bool? Flag(string key) => Override(prefix + key) is null ? Of(key).Flag(key) : overrides.Flag(prefix + key, faults);

    /// <summary>Names that may hold blanks, so that only commas and line breaks part them.</summary>
    public ImmutableArray<string> Names(string key)
    {
        var given = Override(prefix + key) is { } one ? [one] : Of(key).Texts(key);
        return [.. given.SelectMany(value => value.Level == SettingLevel.File && !value.FromVariable ? [value.Value.Trim()] : Parts(value.Value)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>One of a closed list; null when nothing is given.</summary>
    public string? Choice(string key, ImmutableArray<string> choices)
    {
        if (Override(prefix + key) is not { } given)
        {
            return Of(key).Verbatim(key);
        }

        if (!choices.Contains(given.Value, StringComparer.Ordinal))
        {
            faults.Add(SettingsFaults.InvalidOverride(given, string.Join(", ", choices)));
        }

        return given.Value;
    }

    public ImmutableArray<(string Name, Given Value)> TextOrMap(string key) =>
        Override(prefix + key) is { } given ? [("", given)] : Of(key).TextOrMap(key);

    public int? Number(string key, int most)
    {
        if (Given(key) is not { } given)
        {
            return null;
        }

        if (int.TryParse(given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most)
        {
            return number;
        }

        faults.Add(SettingsFaults.BadNumber(key, given, most));
        return null;
    }

    public TimeSpan? Duration(string key)
    {
        var given = Override(prefix + key);
        if ((given?.Value ?? Of(key).Verbatim(key)) is not { } text)
        {
            return null;
        }

        if (SettingsDuration.TryParse(text, out var duration))
        {
            return duration;
        }

        // What the file says was weighed with its shape already.
        if (given is not null)
        {
            faults.Add(SettingsFaults.InvalidOverride(given, new SettingsShape.Duration().Valid));
        }

        return null;
    }

    /// <summary>The section that has the key.</summary>
    public SectionReader Of(string key) => own.Has(key) ? own : common;

    public static IEnumerable<string> Parts(string text) => text.Split([',', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private Given? Override(string argument) => DistributionArgument.All.Any(known => string.Equals(known.Name, argument, StringComparison.Ordinal)) ? overrides.Find(argument) : null;
}
