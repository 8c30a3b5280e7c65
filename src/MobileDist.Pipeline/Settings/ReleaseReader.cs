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
        var package = Package(android, ["package", "build.package"], folder);
        var output = Package(android, ["build.package", "package"], folder);
        var build = Build(android.Section("build"), output, folder);
        var signingFaults = new List<Fault>();
        var identity = signing.Read(android.Section("signing", signingFaults), signingFaults, faults);
        var wanted = channels.Read(android.Choices("channels"));
        var name = (overrides.Find("name") ?? section.Text("name"))?.Value;
        if (package is null)
        {
            // A key that is there but faulty has been reported already.
            if (!android.Has("package") && !android.Section("build").Has("package"))
            {
                faults.Add(PipelineFaults.NoPackage(app, android.Node?.Position, android.Has("build")));
            }

            return null;
        }

        return new ReleaseSettings(app, AppPlatform.Android, name, package, build, identity, wanted);
    }

    // The package that is there and the one that a build makes may lie at different places; each stands in for the other.
    private PackageSource? Package(SectionReader android, ReadOnlySpan<string> keys, string folder)
    {
        if (overrides.Find("package") is { } given)
        {
            return new PackageSource([given.Value], given.Folder, given.Source);
        }

        foreach (var key in keys)
        {
            var patterns = key.StartsWith("build.", StringComparison.Ordinal) ? android.Section("build").Texts("package") : android.Texts("package");
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
        return output is null ? null : new BuildSettings(command, directory, output, requires, build.Variables("environment"), timeout);
    }
}
