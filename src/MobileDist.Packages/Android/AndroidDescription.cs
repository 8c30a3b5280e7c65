using System.Globalization;

namespace MobileDist.Packages.Android;

/// <summary>What manifest and resources of an Android app say, whatever form they come in.</summary>
internal static class AndroidDescription
{
    // Android's own default for a manifest that names none.
    private const string OldestSdk = "1";
    private const int LongestIdentifier = 255;

    /// <summary>Everything but icon, native code and signature.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="format">What the package is.</param>
    /// <param name="manifest">Of the app, or of the bundle's base module.</param>
    /// <param name="resources">Where the manifest's references lead.</param>
    public static PackageInfo Of(string file, PackageFormat format, AndroidManifest manifest, ResourceResolver resources)
    {
        var identifier = Identifier(file, manifest.Package);
        var minimum = Sdk(resources, manifest.MinSdk) ?? OldestSdk;
        return new PackageInfo
        {
            Platform = AppPlatform.Android,
            Format = format,
            Identifier = identifier,
            VersionName = DisplayText.Clean(resources.Text(manifest.VersionName)),
            BuildNumber = VersionCode(resources, manifest).ToString(CultureInfo.InvariantCulture),
            Label = DisplayText.Clean(resources.Text(manifest.Label)) ?? DisplayText.Clean(resources.Text(manifest.Launcher?.Label)) ?? identifier,
            MinimumOs = minimum,
            TargetSdk = Sdk(resources, manifest.TargetSdk) ?? minimum,
            Debuggable = resources.Flag(manifest.Debuggable),
            TestOnly = resources.Flag(manifest.TestOnly),
            Split = SplitOf(file, manifest, resources),
        };
    }

    /// <summary>Whether Android takes it as an application id; kept here because folders and links are named after it.</summary>
    public static bool IsIdentifier(string? name)
    {
        var parts = name?.Split('.') ?? [];
        return name is { Length: > 0 and <= LongestIdentifier } && parts.All(IsNamePart)
            && (parts.Length > 1 || string.Equals(name, "android", StringComparison.Ordinal));
    }

    private static ulong VersionCode(ResourceResolver resources, AndroidManifest manifest) =>
        ((ulong)resources.Number(manifest.VersionCodeMajor) << 32) | resources.Number(manifest.VersionCode);

    /// <summary>
    /// The API level, or a preview's code name; Android appends what the code name was frozen with ("S.abcdef"), and the
    /// code name itself is what counts.
    /// </summary>
    private static string? Sdk(ResourceResolver resources, ResourceValue? value) => resources.Number(value) is > 0 and var level
        ? level.ToString(CultureInfo.InvariantCulture)
        : DisplayText.Clean(resources.Text(value))?.Split('.')[0];

    private static string? SplitOf(string file, AndroidManifest manifest, ResourceResolver resources)
    {
        if (!string.IsNullOrEmpty(manifest.Split))
        {
            return manifest.Split.Length <= LongestIdentifier && manifest.Split.Split('.').All(IsNamePart)
                ? manifest.Split
                : throw PackageFaults.Split(file, DisplayText.Clean(manifest.Split) ?? "");
        }

        // A feature without a name of its own is still a part and no app.
        return resources.Flag(manifest.IsFeatureSplit) ? "feature" : null;
    }

    private static string Identifier(string file, string? name) => IsIdentifier(name) ? name! : throw PackageFaults.Identifier(file, DisplayText.Clean(name));

    private static bool IsNamePart(string part) =>
        part.Length > 0 && char.IsAsciiLetter(part[0]) && part.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
