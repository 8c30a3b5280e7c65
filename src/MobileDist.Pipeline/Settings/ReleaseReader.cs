using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs file, environment and arguments for one app on Android.</summary>
internal sealed class ReleaseReader(OverrideSet overrides, SigningReader signing, ChannelReader channels, ICollection<Fault> faults)
{
    /// <param name="app">The app's key.</param>
    /// <param name="section">The app's section; one without a node for a run without a file.</param>
    /// <param name="folder">What relative paths of the file start from.</param>
    /// <returns>Null with the reason among the faults.</returns>
    public ReleaseSettings? Read(string app, SectionReader section, string folder)
    {
        var android = section.Section("android");
        var build = Build(android.Section("build"), folder);
        var package = Package(android, build is not null, folder);
        var signingFaults = new List<Fault>();
        var identity = signing.Read(android.Section("signing", signingFaults), signingFaults, faults);
        var wanted = channels.Read(android.Choices("channels"));
        var name = (overrides.Find("name") ?? section.Text("name"))?.Value;
        if (package is null)
        {
            if (!android.Has("package") && !android.Section("build").Has("package"))
            {
                faults.Add(PipelineFaults.NoPackage(app, android.Node?.Position, build is not null));
            }

            return null;
        }

        return new ReleaseSettings(app, AppPlatform.Android, name, package, build, identity, wanted);
    }

    private PackageSource? Package(SectionReader android, bool built, string folder)
    {
        if (overrides.Find("package") is { } given)
        {
            return new PackageSource([given.Value], given.Folder, given.Source);
        }

        var ofBuild = built ? android.Section("build").Texts("package") : [];
        var patterns = ofBuild.IsEmpty ? android.Texts("package") : ofBuild;
        return patterns.IsEmpty ? null : new PackageSource([.. patterns.Select(pattern => pattern.Value)], folder, patterns[0].Source);
    }

    // A package that is named from outside was made elsewhere: the file's build does not run over it.
    private BuildSettings? Build(SectionReader build, string folder)
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
                faults.Add(PipelineFaults.BuildWithoutCommand(build.Path, mapping.Position));
            }

            return null;
        }

        var directory = Path.GetFullPath(build.Text("directory")?.Value ?? ".", folder);
        if (!Directory.Exists(directory))
        {
            faults.Add(PipelineFaults.BuildFolderMissing(build.Path, directory, build.Find("directory")?.Position));
        }

        ImmutableArray<string> requires = [.. build.Texts("requires").Select(program => program.Value)];
        var timeout = build.Verbatim("timeout") is { } text && SettingsDuration.TryParse(text, out var parsed) ? parsed : BuildSettings.DefaultTimeout;
        return new BuildSettings(command, directory, requires, build.Variables("environment"), timeout);
    }
}
