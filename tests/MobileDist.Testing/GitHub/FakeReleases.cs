using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GitHub;

/// <summary>The releases of the fake.</summary>
internal sealed class FakeReleases(FakeGitHub hub)
{
    public List<FakeRelease> All { get; } = [];

    public HashSet<string> Tags { get; } = new(StringComparer.Ordinal);

    public FakeGitHubAnswer Answer(FakeGitHubRequest request, string[] path) => (request.Method, path) switch
    {
        ("POST", ["releases"]) => Create(JsonNode.Parse(request.Body)!),
        ("GET", ["releases", "tags", var tag]) => All.Find(release => string.Equals(release.Tag, tag, StringComparison.Ordinal)) is { } release
            ? FakeGitHub.Json(200, Shown(release))
            : FakeGitHub.NotFound,
        ("GET", ["releases", var id, "assets"]) => Find(id) is { } release
            ? FakeGitHub.Json(200, new JsonArray([.. release.Assets.Select(asset => Shown(release, asset))]))
            : FakeGitHub.NotFound,
        ("POST", ["releases", _, "assets"]) => BeginUpload(request) is var (release, asset) ? Upload(request, release, asset) : AlreadyExists,
        ("PATCH", ["releases", "assets", var id]) => Rename(id, JsonNode.Parse(request.Body)!),
        ("DELETE", ["releases", "assets", var id]) => Removed(All.Exists(release => release.Assets.RemoveAll(asset => Is(asset.Id, id)) > 0)),
        ("PATCH", ["releases", var id]) => Find(id) is { } release ? Change(release, JsonNode.Parse(request.Body)!) : FakeGitHub.NotFound,
        ("DELETE", ["releases", var id]) => Removed(All.RemoveAll(release => Is(release.Id, id)) > 0),
        ("DELETE", ["git", "refs", "tags", var tag]) => Tags.Remove(tag)
            ? new FakeGitHubAnswer(204)
            : FakeGitHubAnswer.Refusal(422, "Reference does not exist"),
        _ => FakeGitHub.NotFound,
    };

    /// <summary>What GitHub knows of a file as soon as the first byte arrives; null when there is a file with the name.</summary>
    public (FakeRelease Release, FakeAsset Asset)? BeginUpload(FakeGitHubRequest request)
    {
        if (request.Method is not "POST" || request.Path.Split('?')[0].Split('/') is not [.., "releases", var id, "assets"] || Find(id) is not { } release)
        {
            return null;
        }

        var query = FakeGitHub.Query(request.Path);
        if (release.Assets.Exists(asset => string.Equals(asset.Name, query["name"], StringComparison.Ordinal)))
        {
            return null;
        }

        var begun = new FakeAsset(hub.NextId(), query["name"], query.GetValueOrDefault("label"), request.Headers.GetValueOrDefault("Content-Type", ""));
        release.Assets.Add(begun);
        return (release, begun);
    }

    private static FakeGitHubAnswer AlreadyExists => new(
        422, """{"message":"Validation Failed","documentation_url":"https://docs.github.com/rest","errors":[{"resource":"ReleaseAsset","code":"already_exists","field":"name"}],"status":"422"}""");

    private static bool Is(long id, string text) => id == long.Parse(text, CultureInfo.InvariantCulture);

    private static FakeGitHubAnswer Removed(bool was) => was ? new FakeGitHubAnswer(204) : FakeGitHub.NotFound;

    private FakeRelease? Find(string id) => All.Find(release => Is(release.Id, id));

    private FakeGitHubAnswer Create(JsonNode body)
    {
        var tag = body["tag_name"]!.GetValue<string>();
        if (All.Exists(release => string.Equals(release.Tag, tag, StringComparison.Ordinal)))
        {
            return AlreadyExists;
        }

        var created = new FakeRelease(hub.NextId(), tag) { IsPrerelease = body["prerelease"]?.GetValue<bool>() ?? false };
        All.Add(created);
        Tags.Add(tag);
        return Change(created, body) with { Status = 201 };
    }

    private FakeGitHubAnswer Change(FakeRelease release, JsonNode body)
    {
        release.Name = body["name"]?.GetValue<string>() ?? release.Name;
        release.Body = body["body"]?.GetValue<string>() ?? release.Body;
        return FakeGitHub.Json(200, Shown(release));
    }

    private FakeGitHubAnswer Upload(FakeGitHubRequest request, FakeRelease release, FakeAsset asset)
    {
        asset.Bytes = request.Body;
        return FakeGitHub.Json(201, Shown(release, asset));
    }

    private FakeGitHubAnswer Rename(string id, JsonNode body)
    {
        foreach (var release in All)
        {
            if (release.Assets.Find(asset => Is(asset.Id, id)) is not { } asset)
            {
                continue;
            }

            var name = body["name"]!.GetValue<string>();
            if (release.Assets.Exists(other => other != asset && string.Equals(other.Name, name, StringComparison.Ordinal)))
            {
                return AlreadyExists;
            }

            asset.Name = name;
            asset.Label = body["label"]?.GetValue<string>() ?? asset.Label;
            return FakeGitHub.Json(200, Shown(release, asset));
        }

        return FakeGitHub.NotFound;
    }

    private JsonObject Shown(FakeRelease release) => new()
    {
        ["id"] = release.Id,
        ["node_id"] = $"RE_{release.Id}",
        ["tag_name"] = release.Tag,
        ["target_commitish"] = "main",
        ["name"] = release.Name,
        ["body"] = release.Body,
        ["draft"] = false,
        ["prerelease"] = release.IsPrerelease,
        ["author"] = FakeAccount.Shown(hub, hub.Viewer, hub.ViewerId, "Bot"),
        ["assets"] = new JsonArray([.. release.Assets.Select(asset => Shown(release, asset))]),
        ["created_at"] = FakeGitHub.Date,
        ["published_at"] = FakeGitHub.Date,
        ["url"] = AddressOf(release),
        ["assets_url"] = AddressOf(release) + "/assets",
        ["tarball_url"] = null,
        ["zipball_url"] = null,
        ["html_url"] = $"{hub.WebAddress}/{FakeGitHub.Repository}/releases/tag/{release.Tag}",
        ["upload_url"] = AddressOf(release) + "/assets{?name,label}",
    };

    private string AddressOf(FakeRelease release) => $"{hub.Address}/repos/{FakeGitHub.Repository}/releases/{release.Id}";

    private JsonObject Shown(FakeRelease release, FakeAsset asset) => new()
    {
        ["id"] = asset.Id,
        ["node_id"] = $"RA_{asset.Id}",
        ["name"] = asset.Name,
        ["content_type"] = asset.ContentType,
        ["download_count"] = 0,
        ["uploader"] = FakeAccount.Shown(hub, hub.Viewer, hub.ViewerId, "Bot"),
        ["url"] = $"{hub.Address}/repos/{FakeGitHub.Repository}/releases/assets/{asset.Id}",
        ["created_at"] = FakeGitHub.Date,
        ["updated_at"] = FakeGitHub.Date,
        ["label"] = asset.Label,
        ["state"] = asset.Bytes is null ? "starter" : "uploaded",
        ["size"] = asset.Bytes?.Length ?? 0,
        ["digest"] = asset.Bytes is { } bytes && hub.HasDigests ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)) : null,
        ["browser_download_url"] = $"{hub.WebAddress}/{FakeGitHub.Repository}/releases/download/{release.Tag}/{asset.Name}",
    };
}
