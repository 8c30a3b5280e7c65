using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>Somebody in the group.</summary>
public sealed record FakeGroupMember(string Id, string Email, string Role = "MEMBER", string Type = "USER")
{
    internal JsonObject ToJson() => new()
    {
        ["name"] = $"groups/{FakeCloudIdentity.GroupId}/memberships/{Id}",
        ["preferredMemberKey"] = new JsonObject { ["id"] = Email },
        ["roles"] = Role is "MEMBER" ? new JsonArray(Named("MEMBER")) : new JsonArray(Named("MEMBER"), Named(Role)),
        ["type"] = Type,
        ["createTime"] = "2026-11-01T08:00:00Z",
        ["deliverySetting"] = "NONE",
    };

    private static JsonObject Named(string role) => new() { ["name"] = role };
}
