namespace MobileDist.Testing.AppStoreConnect;

/// <summary>A tester of one app: the same mail has another record in another app.</summary>
public sealed class FakeBetaTester(string id, string appId, string email, string? firstName, string? lastName)
{
    public string Id => id;

    public string AppId => appId;

    public string Email => email;

    public string? FirstName => firstName;

    public string? LastName => lastName;

    /// <summary>NOT_INVITED, INVITED, ACCEPTED, INSTALLED or REVOKED.</summary>
    public string State { get; set; } = "INVITED";

    public int Invitations { get; set; }
}
