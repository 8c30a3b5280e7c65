namespace MobileDist.AppStoreConnect;

/// <summary>A tester of one app; the same mail has another id in another app.</summary>
/// <param name="Id">At Apple, for this app.</param>
/// <param name="Email">Null of those who joined by a public link.</param>
/// <param name="State">How far they are.</param>
public sealed record BetaTester(string Id, string? Email, BetaTesterState State)
{
    internal static BetaTester Of(AppleResource tester) => new(tester.Id, tester.Text("email"), tester.Text("state") switch
    {
        "NOT_INVITED" => BetaTesterState.NotInvited,
        "INVITED" => BetaTesterState.Invited,
        "ACCEPTED" => BetaTesterState.Accepted,
        "INSTALLED" => BetaTesterState.Installed,
        "REVOKED" => BetaTesterState.Revoked,
        _ => BetaTesterState.Unknown,
    });

    internal bool HasEmail(string email) => string.Equals(Email?.Trim(), email.Trim(), StringComparison.OrdinalIgnoreCase);
}
