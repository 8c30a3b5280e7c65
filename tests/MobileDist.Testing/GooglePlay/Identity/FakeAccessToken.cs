namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>An access token that Google made.</summary>
/// <param name="Principal">Whose: a mail address, or the subject of a workload identity.</param>
/// <param name="Scopes">For what.</param>
/// <param name="Expires">Its end.</param>
public sealed record FakeAccessToken(string Principal, IReadOnlyList<string> Scopes, DateTimeOffset Expires);
