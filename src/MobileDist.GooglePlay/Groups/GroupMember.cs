using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>Somebody in a group.</summary>
/// <param name="Name">Google's own, <c>groups/03whwml4/memberships/1182</c>.</param>
/// <param name="Email">Personal; null for members without an address.</param>
/// <param name="Roles"><c>MEMBER</c>, and also <c>MANAGER</c> or <c>OWNER</c>.</param>
/// <param name="Type"><c>USER</c>, <c>SERVICE_ACCOUNT</c>, <c>GROUP</c>, or what Google adds; null when it is not told.</param>
public sealed record GroupMember(string Name, string? Email, ImmutableArray<string> Roles, string? Type)
{
    /// <summary>Whether it is a person with no other role: nobody else is ever removed by a list of testers.</summary>
    public bool IsPlainPerson => Type is "USER" && Roles is ["MEMBER"];

    /// <summary>Fit for a log.</summary>
    public override string ToString() => Email is null ? Name : TesterAddress.Mask(Email);
}
