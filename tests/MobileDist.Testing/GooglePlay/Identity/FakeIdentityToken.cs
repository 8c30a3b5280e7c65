namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>An identity token that a CI platform made.</summary>
public sealed record FakeIdentityToken(string Issuer, string Subject, string Audience, DateTimeOffset Issued, DateTimeOffset Expires);
