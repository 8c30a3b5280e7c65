using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs arguments, environment and file into the settings of a run, and reports every fault in one go.</summary>
/// <param name="read">What a package says about itself; null when it cannot be read.</param>
internal sealed class SettingsLoader(Func<string, PackageInfo?> read)
{
    private static readonly ImmutableArray<string> OneAppOnly = ["name", "build", "identifier", "entitlements"];

    /// <exception cref="DistributionException">With <see cref="ExitCode.Settings"/> and everything that is wrong.</exception>
    public RunSettings Load(DistributionInputs inputs)
    {
        var faults = new List<Fault>();
        var overrides = new OverrideSet(inputs);
        overrides.RegisterSecrets();
        overrides.CheckArguments(faults);
        var fresh = overrides.Flag("fresh", faults) ?? false;
        var file = ConfigFile.Read(inputs, overrides, faults);
        var folder = file?.Folder ?? inputs.WorkingFolder;
        var root = new SectionReader(file?.Root, "", new Interpolation(overrides, folder), faults);
        SecretSettings.Register(root, inputs.Redactor);
        var output = Output(overrides, root, folder);
        var channels = new ChannelReader(overrides, root.Section("channels"), inputs.Redactor, inputs.ReleaseHost is not null, faults);
        var ios = new IosReader(overrides, inputs.Redactor, output, faults);
        var releases = new ReleaseReader(overrides, new SigningReader(overrides, inputs.Redactor, output), new AndroidReader(overrides, faults), ios, channels, faults);
        var comment = CommentReader.Read(overrides, root.Section("comment"), faults);
        var announce = AnnounceReader.Read(overrides, root, faults);
        var roster = RosterFile(overrides, root, folder);

        var apps = Apps(root);
        var settings = file is not null && (!apps.IsEmpty || overrides.Find("package") is null)
            ? FromFile(apps, file, root, overrides, releases, faults)
            : FromArguments(root, overrides, inputs, releases, faults);
        if (faults.Count > 0)
        {
            // What only matters for signing is told along, so that one look at the list is enough.
            var signing = settings.Select(release => release.Signing).OfType<SigningSettings.Missing>().SelectMany(missing => missing.Faults);
            throw new DistributionException(ExitCode.Settings, faults.Concat(signing).Distinct(FaultByText.Instance));
        }

        return new RunSettings(output, file?.FullPath, fresh, comment, announce, settings) { RosterFile = roster };
    }

    private static string Output(OverrideSet overrides, SectionReader root, string folder)
    {
        var given = overrides.Find("output") ?? root.Text("output");
        return given is null
            ? Path.GetFullPath(SettingsDeclaration.DefaultOutput, folder)
            : Path.GetFullPath(given.Value, given.Folder);
    }

    private static string? RosterFile(OverrideSet overrides, SectionReader root, string folder) => (overrides.Find("roster") ?? root.Text("roster")) switch
    {
        { Level: SettingLevel.File } given => Path.GetFullPath(given.Value, folder),
        { } given => Path.GetFullPath(given.Value, given.Folder),
        null => null,
    };

    private static ImmutableArray<YamlEntry> Apps(SectionReader root)
    {
        var entries = (root.Find("apps") as YamlNode.Mapping)?.Entries ?? [];
        return [.. entries.Where(entry => IsAppKey(entry.Key))];
    }

    private ImmutableArray<ReleaseSettings> FromFile(
        ImmutableArray<YamlEntry> apps, ConfigFile file, SectionReader root, OverrideSet overrides, ReleaseReader releases, List<Fault> faults)
    {
        if (apps.IsEmpty)
        {
            // An apps section that is there but faulty has been reported already.
            if (faults.Count == 0)
            {
                faults.Add(SettingsFaults.NoApps(file.Root.Position));
            }

            return [];
        }

        var wanted = overrides.List("app", [.. apps.Select(app => app.Key)], faults);
        var selected = apps.Where(app => wanted?.Contains(app.Key, StringComparer.Ordinal) ?? true).ToList();
        var section = root.Section("apps");
        if (overrides.Find("package") is { } package && selected.Count > 1)
        {
            faults.Add(SettingsFaults.PackageForSeveralApps(package, selected.Select(app => app.Key)));
        }

        foreach (var given in OneAppOnly.Select(overrides.Find).OfType<Given>().Where(_ => selected.Count > 1))
        {
            faults.Add(SettingsFaults.OneValueForSeveralApps(given, selected.Select(app => app.Key)));
        }

        CheckOneKeyForAll(overrides, section, selected, faults);
        // A list in which nothing is valid has been reported; what else is wrong is told all the same.
        var platforms = overrides.List("platform", PlatformKey.All, faults) is { Count: > 0 } asked ? asked : null;
        var result = ImmutableArray.CreateBuilder<ReleaseSettings>();
        foreach (var app in selected)
        {
            var ofApp = section.Section(app.Key);
            if (app.Value is YamlNode.Mapping or YamlNode.Scalar { IsNothing: true } && !PlatformKey.All.Any(ofApp.Has))
            {
                faults.Add(SettingsFaults.AppWithoutPlatform(app));
            }

            var there = PlatformKey.All.Where(key => ofApp.Find(key) is YamlNode.Mapping or YamlNode.Scalar { IsNothing: true }).ToList();
            var chosen = there.Where(key => platforms?.Contains(key, StringComparer.Ordinal) ?? true).Select(PlatformKey.Parse).ToList();
            if (overrides.Find("package") is { } given && selected.Count == 1 && chosen.Count > 1)
            {
                // One package is of one platform; the app's other one is not this run's business.
                chosen = [.. chosen.Where(platform => platform == PlatformOf(given))];
            }

            result.AddRange(chosen.Select(platform => releases.Read(app.Key, platform, ofApp, file.Folder)).OfType<ReleaseSettings>());
        }

        if (result.Count == 0 && faults.Count == 0 && platforms is not null)
        {
            faults.Add(SettingsFaults.NothingForPlatform(overrides.Find("platform")!, selected.Select(app => app.Key)));
        }

        return result.ToImmutable();
    }

    // Before a build there is only the file's name.
    private AppPlatform PlatformOf(Given package) =>
        PackageFinder.Find(new PackageSource([package.Value], package.Folder, package.Source)) is PackageFinding.Found found && read(found.FullPath) is { } info
            ? info.Platform
            : PlatformKey.OfFileName(package.Value);

    // An override that silently signs one app with another's key would lock its testers out.
    private static void CheckOneKeyForAll(OverrideSet overrides, SectionReader apps, List<YamlEntry> selected, List<Fault> faults)
    {
        var keys = from app in selected
                   let raw = apps.Section(app.Key).Section("android").Section("signing").Verbatim("keystore")
                   where raw is not null
                   select raw;
        if (overrides.Find("keystore") is { } keystore && keys.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            faults.Add(SettingsFaults.OneKeyForSeveralApps(keystore, selected.Select(app => app.Key)));
        }
    }

    private ImmutableArray<ReleaseSettings> FromArguments(
        SectionReader root, OverrideSet overrides, DistributionInputs inputs, ReleaseReader releases, List<Fault> faults)
    {
        if (overrides.Find("package") is not { } package)
        {
            return [];
        }

        var key = overrides.Find("app")?.Value ?? KeyOf(package, built: overrides.Find("build") is not null, faults);
        if (key is null)
        {
            return [];
        }

        if (!IsAppKey(key))
        {
            faults.Add(SettingsFaults.InvalidOverride(overrides.Find("app")!, SettingsDeclaration.AppKeyValid));
            return [];
        }

        return releases.Read(key, PlatformOf(package), root.Section("apps").Section(key), inputs.WorkingFolder) is { } release ? [release] : [];
    }

    // The identifier stays the same from run to run, whatever the file is called; before a build there is only the file's name.
    private string? KeyOf(Given package, bool built, List<Fault> faults)
    {
        if (built)
        {
            return Slug(Path.GetFileNameWithoutExtension(package.Value));
        }

        switch (PackageFinder.Find(new PackageSource([package.Value], package.Folder, package.Source)))
        {
            case PackageFinding.Found found:
                return Slug(read(found.FullPath)?.Identifier ?? Path.GetFileNameWithoutExtension(found.FullPath));
            case PackageFinding.NotFound notFound:
                faults.Add(notFound.Fault);
                return null;
            default:
                throw new InvalidOperationException("A package is found or it is not.");
        }
    }

    private static string Slug(string text)
    {
        var slug = Regex.Replace(text.ToLowerInvariant(), "[^a-z0-9]+", "-", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Trim('-');
        slug = slug.Length > 60 ? slug[..60].Trim('-') : slug;
        return slug.Length == 0 ? "app" : slug;
    }

    private static bool IsAppKey(string text) =>
        text.Length <= 60 && !text.EndsWith('\n') && Regex.IsMatch(text, SettingsDeclaration.AppKeyPattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
