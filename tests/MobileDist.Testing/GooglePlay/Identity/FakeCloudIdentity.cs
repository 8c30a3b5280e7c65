using System.Globalization;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>
/// The Cloud Identity API with one group: looked up by its address, its members listed in pages, added and removed; with
/// Google's sentences and their numbers where it refuses.
/// </summary>
public sealed class FakeCloudIdentity(FakeIdentityState state, FakeGoogleIdentity identity)
{
    public const string GroupId = "03whwml43lcg3bo";
    public const string GroupEmail = "testers@acme.example";

    private const string Scope = "https://www.googleapis.com/auth/cloud-identity.groups";
    private const string Memberships = $"/v1/groups/{GroupId}/memberships";

    private int _ids = 118_000;

    public List<FakeGroupMember> Members { get; } = [];

    /// <summary>Who may see and change the group.</summary>
    public HashSet<string> Managers { get; } = new(StringComparer.Ordinal) { FakeGoogleIdentity.Account };

    public bool IsEnabled { get; set; } = true;

    /// <summary>Whether the group takes members of other organisations.</summary>
    public bool TakesExternal { get; set; } = true;

    /// <summary>How many members a page holds at most, whatever is asked for.</summary>
    public int LargestPage { get; set; } = 500;

    /// <summary>Whether a good request is answered by an operation with an error in it.</summary>
    public bool FailsInOperation { get; set; }

    public FakeGroupMember Add(string email, string role = "MEMBER", string type = "USER")
    {
        var member = new FakeGroupMember((++_ids).ToString(CultureInfo.InvariantCulture), email, role, type);
        Members.Add(member);
        return member;
    }

    /// <summary>Null for paths of others.</summary>
    public FakeIdentityAnswer? Answer(FakeIdentityRequest request)
    {
        if (!request.Path.StartsWith("/v1/groups", StringComparison.Ordinal))
        {
            return null;
        }

        if (identity.Judge(request.Bearer) is not { } caller)
        {
            return FakeIdentityAnswer.Unauthenticated();
        }

        if (!caller.Scopes.Contains(Scope, StringComparer.Ordinal))
        {
            return FakeIdentityAnswer.Google(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        }

        if (!IsEnabled)
        {
            return FakeIdentityAnswer.Google(403, "PERMISSION_DENIED", "Cloud Identity API has not been used in project 123456789 before or it is disabled.", "SERVICE_DISABLED");
        }

        return Route(request, Managers.Contains(caller.Principal));
    }

    private FakeIdentityAnswer? Route(FakeIdentityRequest request, bool isManager) => (request.Method, request.Path) switch
    {
        ("GET", "/v1/groups:lookup") => string.Equals(request.Parameters.GetValueOrDefault("groupKey.id"), GroupEmail, StringComparison.OrdinalIgnoreCase) && isManager
            ? FakeIdentityAnswer.Of(new JsonObject { ["name"] = $"groups/{GroupId}" })
            : FakeIdentityAnswer.Google(403, "PERMISSION_DENIED", "Error(2028): Permission denied for resource groups/ (or it may not exist)."),
        _ when !isManager => FakeIdentityAnswer.Google(403, "PERMISSION_DENIED", $"Error(2028): Permission denied for resource groups/{GroupId} (or it may not exist)."),
        ("GET", Memberships) => List(request),
        ("POST", Memberships) => Create(request),
        ("GET", Memberships + ":lookup") => Find(request.Parameters.GetValueOrDefault("memberKey.id") ?? "") is { } member
            ? FakeIdentityAnswer.Of(new JsonObject { ["name"] = $"groups/{GroupId}/memberships/{member.Id}" })
            : FakeIdentityAnswer.Google(404, "NOT_FOUND", "Error(4000): Requested entity was not found."),
        ("DELETE", var path) when path.StartsWith(Memberships + "/", StringComparison.Ordinal) => Delete(path[(Memberships.Length + 1)..]),
        _ => null,
    };

    private FakeIdentityAnswer List(FakeIdentityRequest request)
    {
        state.Expect(request.Parameters.Keys.All(name => name is "pageSize" or "pageToken" or "view"), $"a list knows no such parameters: {request.Query}");
        var size = int.Parse(request.Parameters.GetValueOrDefault("pageSize") ?? "200", CultureInfo.InvariantCulture);
        state.Expect(request.Parameters.GetValueOrDefault("view") is "FULL" && size <= 500, "500 members with all that is told of them are the most");
        var start = int.Parse(request.Parameters.GetValueOrDefault("pageToken")?["page-".Length..] ?? "0", CultureInfo.InvariantCulture);
        var page = Members.Skip(start).Take(Math.Min(size, LargestPage)).ToList();
        var body = new JsonObject();
        if (page.Count > 0)
        {
            body["memberships"] = new JsonArray([.. page.Select(member => member.ToJson())]);
        }

        if (start + page.Count < Members.Count)
        {
            body["nextPageToken"] = $"page-{start + page.Count}";
        }

        return FakeIdentityAnswer.Of(body);
    }

    private FakeIdentityAnswer Create(FakeIdentityRequest request)
    {
        var body = request.Json;
        state.Expect(request.IsJson && body.All(member => member.Key is "preferredMemberKey" or "roles"), "a membership is made of a key and roles");
        if (body["roles"]?.AsArray().Any(role => role!["name"]!.GetValue<string>() is "MEMBER") != true)
        {
            return FakeIdentityAnswer.Google(400, "INVALID_ARGUMENT", "Error(3005): MEMBER role must be specified.");
        }

        var email = body["preferredMemberKey"]!["id"]!.GetValue<string>();
        if (Find(email) is not null)
        {
            return FakeIdentityAnswer.Google(409, "ALREADY_EXISTS", $"Error(4003): Cannot create membership '{email}' in 'groups/{GroupId}' because it already exists.");
        }

        if (email.EndsWith("@nowhere.example", StringComparison.Ordinal))
        {
            return FakeIdentityAnswer.Google(400, "INVALID_ARGUMENT", $"Error(3003): Invalid member key '{email}'.");
        }

        if (!TakesExternal && !email.EndsWith("@acme.example", StringComparison.Ordinal))
        {
            return FakeIdentityAnswer.Google(400, "FAILED_PRECONDITION", $"Cannot add '{email}': the group does not allow external members.");
        }

        if (FailsInOperation)
        {
            return FakeIdentityAnswer.Of(new JsonObject { ["done"] = true, ["error"] = new JsonObject { ["code"] = 3, ["message"] = $"Invalid member '{email}'." } });
        }

        var made = Add(email).ToJson();
        made["@type"] = "type.googleapis.com/google.apps.cloudidentity.groups.v1.Membership";
        return FakeIdentityAnswer.Of(new JsonObject { ["done"] = true, ["response"] = made });
    }

    private FakeIdentityAnswer Delete(string id) => Members.RemoveAll(member => string.Equals(member.Id, id, StringComparison.Ordinal)) > 0
        ? FakeIdentityAnswer.Of(new JsonObject { ["done"] = true, ["response"] = new JsonObject { ["@type"] = "type.googleapis.com/google.protobuf.Empty" } })
        : FakeIdentityAnswer.Google(404, "NOT_FOUND", "Error(4000): Requested entity was not found.");

    private FakeGroupMember? Find(string email) => Members.Find(member => string.Equals(Canonical(member.Email), Canonical(email), StringComparison.OrdinalIgnoreCase));

    // To Google these are one account.
    private static string Canonical(string email) => email.EndsWith("@gmail.com", StringComparison.OrdinalIgnoreCase) ? email[..^"@gmail.com".Length].Replace(".", "", StringComparison.Ordinal) : email;
}
