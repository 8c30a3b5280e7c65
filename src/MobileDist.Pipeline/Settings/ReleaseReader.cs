using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Building;
using MobileDist.Pipeline.Publishing.Play;
using MobileDist.Pipeline.Publishing.TestFlight;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs file, environment and arguments for one app on one platform.</summary>
internal sealed class ReleaseReader(OverrideSet overrides, SigningReader signing, AndroidReader android, IosReader ios, ChannelReader channels, ICollection<Fault> faults)
{
    /// <param name="app">The app's key.</param>
    /// <param name="platform">Which of the app's platforms.</param>
    /// <param name="section">The app's section; one without a node for a run without a file.</param>
    /// <param name="folder">What relative paths of the file start from.</param>
    /// <returns>Null with the reason among the faults.</returns>
    public ReleaseSettings? Read(string app, AppPlatform platform, SectionReader section, string folder)
    {
        var own = section.Section(PlatformKey.Of(platform));
        var package = Package(own, ["package", "build.package"], folder);
        var output = Package(own, ["build.package", "package"], folder);
        var build = Build(own.Section("build"), output, folder);
        var signingFaults = new List<Fault>();
        var ofSigning = own.Section("signing", signingFaults);
        var identity = platform == AppPlatform.Ios ? ios.ReadSigning(ofSigning, signingFaults) : signing.Read(ofSigning, signingFaults, faults);
        var wanted = channels.Read(app, platform, own, folder);
        var name = (overrides.Find("name") ?? section.Text("name"))?.Value;
        if (package is null)
        {
            // A key that is there but faulty has been reported already.
            if (!own.Has("package") && !own.Section("build").Has("package"))
            {
                faults.Add(SettingsFaults.NoPackage(app, platform, own.Node?.Position, own.Has("build")));
            }

            return null;
        }

        var ofIos = platform == AppPlatform.Ios ? ios.Read(own, folder) : null;
        var ofAndroid = platform == AppPlatform.Android ? android.Read(own) : null;
        RequireFitForStore(app, ofIos, wanted, own);
        if (ofAndroid is { NextVersionCode: true } && !wanted.Any(channel => channel is ChannelSettings.Play))
        {
            faults.Add(PlayFaults.NextNumberNeedsStore(app, own.Path));
        }

        return new ReleaseSettings(app, platform, name, package, build, identity, wanted)
        {
            Android = ofAndroid,
            Ios = ofIos,
        };
    }

    private void RequireFitForStore(string app, IosSettings? ios, ImmutableArray<ChannelSettings> wanted, SectionReader own)
    {
        var isStore = wanted.Any(channel => channel is ChannelSettings.TestFlight);
        if (isStore && ios is { BuildType: not AppleBuildType.AppStore })
        {
            faults.Add(TestFlightFaults.NeedsAppStoreType(app, ios.BuildType, own.Path));
        }

        if (ios is { NextBuildNumber: true } && !isStore)
        {
            faults.Add(TestFlightFaults.NextNumberNeedsStore(app, own.Path));
        }
    }

    // The package that is there and the one that a build makes may lie at different places; each stands in for the other.
    private PackageSource? Package(SectionReader own, ReadOnlySpan<string> keys, string folder)
    {
        if (overrides.Find("package") is { } given)
        {
            return new PackageSource([given.Value], given.Folder, given.Source);
        }

        foreach (var key in keys)
        {
            var patterns = key.StartsWith("build.", StringComparison.Ordinal) ? own.Section("build").Texts("package") : own.Texts("package");
            if (!patterns.IsEmpty)
            {
                return new PackageSource([.. patterns.Select(pattern => pattern.Value)], folder, patterns[0].Source);
            }
        }

        return null;
    }

    // A package that is named from outside was made elsewhere: the file's build does not run over it.
    private BuildSettings? Build(SectionReader build, PackageSource? output, string folder)
    {
        var given = overrides.Find("build");
        if (given is null && overrides.Find("package") is not null)
        {
            return null;
        }

        var command = given?.Value ?? build.Shorthand ?? build.Verbatim("command");
        if (command is null)
        {
            if (build.Node is YamlNode.Mapping mapping && !build.Has("command"))
            {
                faults.Add(SettingsFaults.BuildWithoutCommand(build.Path, mapping.Position));
            }

            return null;
        }

        if (!ShellCommand.Takes(command, OperatingSystem.IsWindows()))
        {
            faults.Add(SettingsFaults.BuildHasSeveralLines(given?.Source ?? build.Path, given is null ? build.Node?.Position : given.Place));
        }

        var directory = Path.GetFullPath(build.Text("directory")?.Value ?? ".", folder);
        if (!Directory.Exists(directory))
        {
            faults.Add(SettingsFaults.BuildFolderMissing(build.Path, directory, build.Find("directory")?.Position));
        }

        ImmutableArray<string> requires = [.. build.Texts("requires").Select(program => program.Value)];
        var timeout = build.Verbatim("timeout") is { } text && SettingsDuration.TryParse(text, out var parsed) ? parsed : BuildSettings.DefaultTimeout;
        return output is null ? null : new BuildSettings(command, directory, output, requires, build.Variables("environment"), timeout);
    }
}
