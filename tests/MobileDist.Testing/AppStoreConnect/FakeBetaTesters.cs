using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>Testers, their places in groups and at builds, and their invitations.</summary>
internal sealed class FakeBetaTesters(FakeAppStoreConnect apple, FakeBuilds builds, FakeBetaGroups groups)
{
    public List<FakeBetaTester> All { get; } = [];

    public FakeAppleAnswer? Answer(FakeAppleRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["v1", "betaTesters"]) => apple.Page(
            request, [.. All.Where(tester => request.Passes("apps", tester.AppId) && (request.Parameter("filter[email]") is null || request.Passes("email", tester.Email)))], Write),
        ("POST", ["v1", "betaTesters"]) => Create(request),
        ("POST", ["v1", "betaTesterInvitations"]) => Invite(request),
        ("GET", ["v1", "betaGroups", var id, "betaTesters"]) => groups.With(id, group => apple.Page(request, [.. All.Where(tester => group.TesterIds.Contains(tester.Id))], Write)),
        ("POST", ["v1", "betaGroups", var id, "relationships", "betaTesters"]) => groups.With(id, group => Join(request, group)),
        ("DELETE", ["v1", "betaGroups", var id, "relationships", "betaTesters"]) => groups.With(id, group =>
        {
            group.TesterIds.ExceptWith(request.Links);
            return FakeAppStoreConnect.Done();
        }),
        ("GET", ["v1", "builds", var id, "individualTesters"]) => builds.With(id, build => apple.Page(request, [.. All.Where(tester => build.TesterIds.Contains(tester.Id))], Write)),
        ("POST", ["v1", "builds", var id, "relationships", "individualTesters"]) => builds.WithWritable(id, build =>
        {
            if (request.Links.Any(tester => All.Exists(other => string.Equals(other.Id, tester, StringComparison.Ordinal) && other.State is "REVOKED")))
            {
                return CannotBeAssigned();
            }

            build.TesterIds.UnionWith(request.Links);
            return FakeAppStoreConnect.Done();
        }),
        _ => null,
    };

    private FakeAppleAnswer Create(FakeAppleRequest request)
    {
        var groupIds = request.RelatedMany("betaGroups");
        var buildIds = request.RelatedMany("builds");
        if (groupIds is null == buildIds is null)
        {
            return FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.RELATIONSHIP.INVALID_COUNT", "The provided entity is invalid.", "Only one relationship should be included when creating betaTesters.");
        }

        var appId = groupIds is not null
            ? groups.All.First(group => string.Equals(group.Id, groupIds[0], StringComparison.Ordinal)).AppId
            : builds.All.First(build => string.Equals(build.Id, buildIds![0], StringComparison.Ordinal)).AppId;
        var email = request.Text("email")!;
        if (All.Exists(tester => string.Equals(tester.Email, email, StringComparison.OrdinalIgnoreCase) && string.Equals(tester.AppId, appId, StringComparison.Ordinal)))
        {
            return CannotBeAssigned();
        }

        var tester = new FakeBetaTester(apple.NextId(), appId, email, request.Text("firstName"), request.Text("lastName"));
        foreach (var group in groups.All.Where(group => groupIds?.Contains(group.Id, StringComparer.Ordinal) == true))
        {
            if (group.IsInternal && !apple.Users.Contains(email))
            {
                return CannotBeAssigned();
            }

            group.TesterIds.Add(tester.Id);
        }

        foreach (var build in builds.All.Where(build => buildIds?.Contains(build.Id, StringComparer.Ordinal) == true))
        {
            build.TesterIds.Add(tester.Id);
        }

        All.Add(tester);
        return apple.One(201, request, Write(tester));
    }

    private FakeAppleAnswer Join(FakeAppleRequest request, FakeBetaGroup group)
    {
        foreach (var id in request.Links)
        {
            var tester = All.Find(other => string.Equals(other.Id, id, StringComparison.Ordinal) && string.Equals(other.AppId, group.AppId, StringComparison.Ordinal));
            if (tester is null || tester.State is "REVOKED" || group.TesterIds.Contains(id) || (group.IsInternal && !apple.Users.Contains(tester.Email)))
            {
                return CannotBeAssigned();
            }
        }

        group.TesterIds.UnionWith(request.Links);
        return FakeAppStoreConnect.Done();
    }

    private FakeAppleAnswer Invite(FakeAppleRequest request)
    {
        var tester = All.First(other => string.Equals(other.Id, request.Related("betaTester"), StringComparison.Ordinal));
        if (tester.State is "ACCEPTED" or "INSTALLED")
        {
            return FakeAppleAnswer.Refusal(409, "STATE_ERROR.TESTER_INVITE.ALREADY_ACCEPTED", "The tester has already accepted the invitation.");
        }

        if (!builds.Listed.Any(build => build.ExternalStateAt(apple.Now) is "IN_BETA_TESTING" or "BETA_APPROVED"))
        {
            return FakeAppleAnswer.Refusal(409, "STATE_ERROR.TESTER_INVITE.NO_INSTALLABLE_BUILDS", "There are no builds that the tester can install.");
        }

        tester.Invitations++;
        return apple.One(201, request, FakeAppStoreConnect.Link("betaTesterInvitations", apple.NextId()));
    }

    private static FakeAppleAnswer CannotBeAssigned() =>
        FakeAppleAnswer.Refusal(409, "STATE_ERROR", "The request cannot be fulfilled because of the state of another resource.", "Tester(s) cannot be assigned");

    private static JsonObject Write(FakeBetaTester tester)
    {
        var attributes = new JsonObject { ["email"] = tester.Email, ["inviteType"] = "EMAIL", ["state"] = tester.State };
        foreach (var (name, value) in new[] { ("firstName", tester.FirstName), ("lastName", tester.LastName) })
        {
            if (value is not null)
            {
                attributes[name] = value;
            }
        }

        return new JsonObject { ["type"] = "betaTesters", ["id"] = tester.Id, ["attributes"] = attributes };
    }
}
