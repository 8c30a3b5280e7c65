using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay;

/// <summary>An app of the fake, with what people do to it in the Play Console.</summary>
public sealed class FakePlayApp(string packageName)
{
    public string PackageName => packageName;

    /// <summary>What everybody sees.</summary>
    public FakePlayState Live { get; internal set; } = new();

    /// <summary>Whether its setup is unfinished.</summary>
    public bool IsDraft { get; set; }

    /// <summary>Whether somebody has to send changes for review by hand.</summary>
    public bool IsReviewManual { get; set; }

    /// <summary>Whether a review is under way.</summary>
    public bool IsInReview { get; set; }

    /// <summary>Whether commits lead to a review instead of being published at once.</summary>
    public bool ReviewsReleases { get; set; }

    /// <summary>How many commits come too early after an upload.</summary>
    public int CommitsTooEarly { get; set; }

    /// <summary>Whether the terms of internal app sharing are accepted.</summary>
    public bool HasAcceptedTerms { get; set; } = true;

    /// <summary>Whether bundles get a universal APK.</summary>
    public bool HasUniversalApks { get; set; } = true;

    public string DefaultLanguage { get; set; } = "en-US";

    /// <summary>Accounts with access; null: all.</summary>
    public HashSet<string>? Accounts { get; set; }

    /// <summary>How far the releases of each track are that are no drafts.</summary>
    public Dictionary<string, string> States { get; } = new(StringComparer.Ordinal);

    /// <summary>Version codes that were committed, in the order of their commits.</summary>
    public List<long> Committed { get; } = [];

    /// <summary>A package and its release that were there before.</summary>
    public void AddRelease(string track, int versionCode, string status = "completed", string? name = null)
    {
        if (Live.Packages.TrueForAll(package => package.VersionCode != versionCode))
        {
            Live.Packages.Add(new FakePlayPackage(versionCode, IsApk: false, new string('1', 40), versionCode.ToString("x64", System.Globalization.CultureInfo.InvariantCulture)));
        }

        Live.Tracks.TryAdd(track, []);
        var release = new JsonObject { ["name"] = name ?? $"{versionCode} (1.0)", ["versionCodes"] = new JsonArray($"{versionCode}"), ["status"] = status };
        if (status is "inProgress" or "halted")
        {
            release["userFraction"] = 0.5;
        }

        Live.Tracks[track].Add(release);
    }
}
