namespace MobileDist.AppStoreConnect;

/// <summary>Somebody who is to test.</summary>
public sealed record WantedTester(string Email, string? FirstName = null, string? LastName = null);
