using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay;

/// <summary>Tracks, releases and testers inside of an edit.</summary>
internal static class FakePlayTracks
{
    private const int LongestNotes = 500;

    private static readonly string[] Known = ["name", "versionCodes", "status", "userFraction", "releaseNotes", "inAppUpdatePriority", "countryTargeting"];

    public static FakePlayAnswer List(FakePlayEdit edit) => FakePlayAnswer.Of(new JsonObject
    {
        ["kind"] = "androidpublisher#tracksListResponse",
        ["tracks"] = new JsonArray([.. edit.State.Tracks.Select(pair => Write(pair.Key, pair.Value))]),
    });

    public static FakePlayAnswer Get(FakePlayEdit edit, string track) => edit.State.Tracks.TryGetValue(track, out var releases) && releases.Count > 0
        ? FakePlayAnswer.Of(Write(track, releases))
        : FakePlayRefusals.TrackMissing(track);

    public static FakePlayAnswer Create(FakePlayEdit edit, JsonObject body)
    {
        var name = body["track"]?.GetValue<string>();
        if (string.IsNullOrEmpty(name) || body["type"]?.GetValue<string>() is not "CLOSED_TESTING" || body["formFactor"]?.GetValue<string>() is not "DEFAULT")
        {
            return FakePlayRefusals.Invalid("Invalid track configuration.");
        }

        return edit.State.Tracks.TryAdd(name, [])
            ? FakePlayAnswer.Of(new JsonObject { ["track"] = name })
            : FakePlayRefusals.Invalid($"Track {name} already exists.");
    }

    public static FakePlayAnswer Update(FakePlayEdit edit, string track, JsonObject body)
    {
        if (!edit.State.Tracks.ContainsKey(track))
        {
            return FakePlayRefusals.TrackMissing(track);
        }

        if (!string.Equals(body["track"]?.GetValue<string>(), track, StringComparison.Ordinal) || body["releases"] is not JsonArray releases)
        {
            return FakePlayRefusals.Invalid("Invalid track.");
        }

        foreach (var release in releases.Select(one => one!.AsObject()))
        {
            if (Flaw(edit, track, release) is { } flaw)
            {
                return flaw;
            }
        }

        if (releases.GroupBy(release => release!["status"]!.GetValue<string>(), StringComparer.Ordinal).Any(kind => kind.Count() > 1))
        {
            return FakePlayRefusals.Invalid("Too many releases with the same status.");
        }

        edit.State.Tracks[track] = releases.DeepClone().AsArray();
        return FakePlayAnswer.Of(Write(track, edit.State.Tracks[track]));
    }

    public static FakePlayAnswer Testers(FakePlayEdit edit, string track) => edit.State.Tracks.ContainsKey(track)
        ? FakePlayAnswer.Of(WriteGroups(edit.State.Groups.GetValueOrDefault(track) ?? []))
        : FakePlayRefusals.TrackMissing(track);

    public static FakePlayAnswer UpdateTesters(FakePlayEdit edit, string track, JsonObject body)
    {
        if (!edit.State.Tracks.ContainsKey(track))
        {
            return FakePlayRefusals.TrackMissing(track);
        }

        edit.State.Groups[track] = [.. (body["googleGroups"] as JsonArray ?? []).Select(group => group!.GetValue<string>())];
        return FakePlayAnswer.Of(WriteGroups(edit.State.Groups[track]));
    }

    /// <summary>The releases as everybody sees them.</summary>
    public static FakePlayAnswer Summaries(FakePlayApp app, string track)
    {
        if (!app.Live.Tracks.TryGetValue(track, out var releases))
        {
            return FakePlayRefusals.TrackMissing(track);
        }

        return FakePlayAnswer.Of(new JsonObject
        {
            ["releases"] = new JsonArray([.. releases.Select(release => new JsonObject
            {
                ["releaseName"] = release!["name"]?.GetValue<string>() ?? "1.0",
                ["track"] = track,
                ["releaseLifecycleState"] = release["status"]!.GetValue<string>() is "draft" ? "RELEASE_LIFECYCLE_STATE_DRAFT" : app.States.GetValueOrDefault(track) ?? "RELEASE_LIFECYCLE_STATE_PUBLISHED",
                ["activeArtifacts"] = new JsonArray([.. FakePlayState.Codes(release).Select(code => new JsonObject { ["versionCode"] = code })]),
            })]),
        });
    }

    private static FakePlayAnswer? Flaw(FakePlayEdit edit, string track, JsonObject release)
    {
        var status = release["status"]?.GetValue<string>();
        var fraction = release["userFraction"]?.GetValue<double>();
        var codes = FakePlayState.Codes(release).ToList();
        if (release.Select(member => member.Key).FirstOrDefault(name => !Known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            return FakePlayRefusals.Invalid($"Invalid JSON payload received. Unknown name \"{unknown}\" at 'releases'.");
        }

        if (status is not ("draft" or "inProgress" or "halted" or "completed")
            || (status is "inProgress" && fraction is null)
            || (fraction is { } share && (status is "draft" or "completed" || share is not (> 0 and < 1))))
        {
            return FakePlayRefusals.Invalid("Invalid status or user fraction.");
        }

        if (codes.Exists(code => !edit.State.Packages.Exists(package => package.VersionCode == code)))
        {
            return FakePlayRefusals.Invalid("Version code not found.");
        }

        if (edit.App.IsDraft && status is not "draft")
        {
            return FakePlayRefusals.DraftAppOnly();
        }

        foreach (var note in (release["releaseNotes"] as JsonArray ?? []).Where(note => note?["text"]?.GetValue<string>().Length > LongestNotes))
        {
            return FakePlayRefusals.NotesTooLong(note!["language"]?.GetValue<string>() ?? "", note["text"]!.GetValue<string>().Length);
        }

        var served = edit.App.Live.Tracks.GetValueOrDefault(track)?.Where(one => one!["status"]!.GetValue<string>() is "completed").SelectMany(one => FakePlayState.Codes(one!)).DefaultIfEmpty(0).Max();
        return status is "completed" && codes.Count > 0 && codes.Max() < served ? FakePlayRefusals.NoUpgradePath() : null;
    }

    private static JsonObject Write(string track, JsonArray releases)
    {
        var written = new JsonObject { ["track"] = track };
        if (releases.Count > 0)
        {
            written["releases"] = releases.DeepClone();
        }

        return written;
    }

    private static JsonObject WriteGroups(string[] groups) => new() { ["googleGroups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]) };
}
