using System.Globalization;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>Groups and which builds they have.</summary>
internal sealed class FakeBetaGroups(FakeAppStoreConnect apple, FakeBuilds builds)
{
    public List<FakeBetaGroup> All { get; } = [];

    public FakeAppleAnswer? Answer(FakeAppleRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["v1", "betaGroups"]) => apple.Page(
            request, [.. All.Where(group => request.Passes("app", group.AppId) && request.Passes("name", group.Name) && HasBuildOf(request, group))], group => Write(group, request)),
        ("POST", ["v1", "betaGroups"]) => Create(request),
        ("GET", ["v1", "betaGroups", var id]) => With(id, group => apple.One(200, request, Write(group))),
        ("PATCH", ["v1", "betaGroups", var id]) => With(id, group => Change(request, group)),
        ("GET", ["v1", "betaGroups", var id, "relationships", "builds"]) => With(id, group => apple.Page(
            request, [.. builds.Listed.Where(build => build.GroupIds.Contains(group.Id))], build => FakeAppStoreConnect.Link("builds", build.Id))),
        ("POST", ["v1", "betaGroups", var id, "relationships", "builds"]) => With(id, group => Assign(request.Links[0], [group])),
        ("POST", ["v1", "builds", var id, "relationships", "betaGroups"]) => Assign(id, [.. All.Where(group => request.Links.Contains(group.Id, StringComparer.Ordinal))]),
        _ => null,
    };

    public FakeAppleAnswer With(string id, Func<FakeBetaGroup, FakeAppleAnswer> answer) =>
        All.Find(group => string.Equals(group.Id, id, StringComparison.Ordinal)) is { } group ? answer(group) : FakeAppleAnswer.NotFound("betaGroups", id);

    private FakeAppleAnswer Create(FakeAppleRequest request)
    {
        var group = new FakeBetaGroup(apple.NextId(), request.Related("app")!, request.Text("name")!, request.Flag("isInternalGroup") is true, request.Flag("hasAccessToAllBuilds") is true);
        SetLink(request, group);
        All.Add(group);
        return apple.One(201, request, Write(group));
    }

    private FakeAppleAnswer Change(FakeAppleRequest request, FakeBetaGroup group)
    {
        if (group.IsInternal)
        {
            return FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "An attribute value is invalid.", "An internal group has no public link.", "/data/attributes/publicLinkEnabled");
        }

        SetLink(request, group);
        return apple.One(200, request, Write(group));
    }

    private static void SetLink(FakeAppleRequest request, FakeBetaGroup group)
    {
        group.HasPublicLink = request.Flag("publicLinkEnabled") ?? group.HasPublicLink;
        group.PublicLinkLimit = request.Flag("publicLinkLimitEnabled") is true ? (int?)request.Number("publicLinkLimit") : group.PublicLinkLimit;
    }

    private bool HasBuildOf(FakeAppleRequest request, FakeBetaGroup group) => request.Parameter("filter[builds]") is not { } wanted
        || (builds.Listed.Any(build => string.Equals(build.Id, wanted, StringComparison.Ordinal) && build.GroupIds.Contains(group.Id)) && !(group.IsInternal && apple.HidesInternalGroupsOfBuilds));

    private FakeAppleAnswer Assign(string buildId, FakeBetaGroup[] groups)
    {
        if (Array.Exists(groups, group => group is { IsInternal: true, HasAllBuilds: true }))
        {
            return FakeAppleAnswer.Refusal(422, "ENTITY_UNPROCESSABLE", "Builds cannot be assigned to this internal group.", "Cannot add internal group to a build.");
        }

        return builds.WithWritable(buildId, build =>
        {
            if (build.ProcessingStateAt(apple.Now) is not "VALID" || build.InternalStateAt(apple.Now) is "PROCESSING")
            {
                return FakeAppleAnswer.Refusal(422, "ENTITY_UNPROCESSABLE", "The request entity is not processable.", "The build is not in a valid processing state for this operation.");
            }

            var external = build.ExternalStateAt(apple.Now);
            if (Array.Exists(groups, group => !group.IsInternal)
                && (external is "MISSING_EXPORT_COMPLIANCE" or "BETA_REJECTED" or "EXPIRED" || (apple.NeedsSubmissionForGroups && external is "READY_FOR_BETA_SUBMISSION")))
            {
                return FakeAppleAnswer.Refusal(422, "ENTITY_UNPROCESSABLE", "The request entity is not processable.", "Build is not in an externally assignable state.");
            }

            build.GroupIds.UnionWith(groups.Select(group => group.Id));
            return FakeAppStoreConnect.Done();
        });
    }

    private static JsonObject Write(FakeBetaGroup group, FakeAppleRequest request)
    {
        var written = Write(group);
        if (request.Includes("betaTesters"))
        {
            var some = group.TesterIds.Take(int.Parse(request.Parameter("limit[betaTesters]") ?? "10", CultureInfo.InvariantCulture));
            written["relationships"] = new JsonObject { ["betaTesters"] = new JsonObject { ["data"] = new JsonArray([.. some.Select(id => FakeAppStoreConnect.Link("betaTesters", id))]) } };
        }

        return written;
    }

    private static JsonObject Write(FakeBetaGroup group)
    {
        var attributes = new JsonObject
        {
            ["name"] = group.Name,
            ["isInternalGroup"] = group.IsInternal,
            ["hasAccessToAllBuilds"] = group.HasAllBuilds,
            ["publicLinkEnabled"] = group.HasPublicLink,
            ["publicLinkLimitEnabled"] = group.PublicLinkLimit is not null,
        };
        if (group.PublicLink is { } link)
        {
            attributes["publicLink"] = link;
        }

        if (group.PublicLinkLimit is { } limit)
        {
            attributes["publicLinkLimit"] = limit;
        }

        return new JsonObject { ["type"] = "betaGroups", ["id"] = group.Id, ["attributes"] = attributes };
    }
}
