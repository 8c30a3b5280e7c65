using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay;

/// <summary>What an edit can change of an app.</summary>
public sealed class FakePlayState
{
    public List<FakePlayPackage> Packages { get; } = [];

    /// <summary>The releases of each track.</summary>
    public SortedDictionary<string, JsonArray> Tracks { get; } = new(StringComparer.Ordinal) { ["alpha"] = [], ["beta"] = [], ["internal"] = [], ["production"] = [] };

    /// <summary>The tester groups of each track.</summary>
    public Dictionary<string, string[]> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>The version codes on a track.</summary>
    public long[] CodesOn(string track) => [.. Tracks[track].SelectMany(release => Codes(release!)).Order()];

    internal static IEnumerable<long> Codes(JsonNode release) => (release["versionCodes"] as JsonArray ?? []).OfType<JsonValue>().Select(code => long.Parse(code.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));

    internal FakePlayState Copy()
    {
        var copy = new FakePlayState();
        copy.Packages.AddRange(Packages);
        foreach (var (track, releases) in Tracks)
        {
            copy.Tracks[track] = releases.DeepClone().AsArray();
        }

        foreach (var (track, groups) in Groups)
        {
            copy.Groups[track] = groups;
        }

        return copy;
    }
}
