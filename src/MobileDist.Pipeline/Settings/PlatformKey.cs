using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Pipeline.Settings;

/// <summary>The platforms as the settings write them.</summary>
internal static class PlatformKey
{
    private static readonly ImmutableArray<string> AppleEndings = [".ipa", ".app", ".xcarchive"];

    public static ImmutableArray<string> All { get; } = ["android", "ios"];

    public static string Of(AppPlatform platform) => platform == AppPlatform.Ios ? "ios" : "android";

    /// <param name="key">One of <see cref="All"/>.</param>
    public static AppPlatform Parse(string key) => string.Equals(key, "ios", StringComparison.Ordinal) ? AppPlatform.Ios : AppPlatform.Android;

    /// <summary>What a package that is not there yet will be for.</summary>
    public static AppPlatform OfFileName(string pattern) =>
        AppleEndings.Any(ending => pattern.TrimEnd('/', '\\').EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? AppPlatform.Ios : AppPlatform.Android;
}
