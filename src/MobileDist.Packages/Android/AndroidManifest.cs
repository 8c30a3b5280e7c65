namespace MobileDist.Packages.Android;

/// <summary>What the manifest says, values as they stand there: text lies in <see cref="Strings"/>, references are not followed yet.</summary>
internal sealed record AndroidManifest(IStringSource Strings)
{
    /// <summary>The attribute <c>package</c>; null when it is missing.</summary>
    public string? Package { get; init; }

    public string? Split { get; init; }

    public ResourceValue? IsFeatureSplit { get; init; }

    public ResourceValue? VersionCode { get; init; }

    public ResourceValue? VersionCodeMajor { get; init; }

    public ResourceValue? VersionName { get; init; }

    public ResourceValue? MinSdk { get; init; }

    public ResourceValue? TargetSdk { get; init; }

    public ResourceValue? Label { get; init; }

    public ResourceValue? Icon { get; init; }

    public ResourceValue? RoundIcon { get; init; }

    public ResourceValue? Debuggable { get; init; }

    public ResourceValue? TestOnly { get; init; }

    public LauncherActivity? Launcher { get; init; }
}
