using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>A folder with a settings file, and an environment that the test owns.</summary>
internal sealed class LoaderFixture : IDisposable
{
    public TestFolder Folder { get; } = new();

    public Dictionary<string, string> Arguments { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public Redactor Redactor { get; } = new();

    public DistributionInputs Inputs => new()
    {
        Arguments = Arguments,
        Environment = Environment,
        WorkingFolder = Folder.FullPath,
        HostArguments = ["target", "verbosity"],
        Redactor = Redactor,
    };

    public LoaderFixture File(string yaml)
    {
        Folder.Write("mobiledist.yml", yaml);
        return this;
    }

    public RunSettings Load(PackageInfo? package = null) => new SettingsLoader(_ => package).Load(Inputs);

    /// <summary>What a package with this identifier says about itself.</summary>
    public static PackageInfo Package(string identifier, AppPlatform platform = AppPlatform.Android) => new()
    {
        Platform = platform,
        Format = platform == AppPlatform.Ios ? PackageFormat.Ipa : PackageFormat.Apk,
        Identifier = identifier,
        BuildNumber = "1",
        Label = identifier,
        MinimumOs = platform == AppPlatform.Ios ? "15.0" : "21",
    };

    public IReadOnlyList<Fault> Faults()
    {
        var error = Assert.Throws<DistributionException>(() => Load());
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        return error.Faults;
    }

    /// <summary>All faults as a person would read them, with the test's own folder taken out.</summary>
    public string FaultText() => FaultTranscript.Of(Faults()).Replace(Folder.FullPath, "FOLDER", StringComparison.Ordinal).Replace('\\', '/');

    public void Dispose() => Folder.Dispose();
}
