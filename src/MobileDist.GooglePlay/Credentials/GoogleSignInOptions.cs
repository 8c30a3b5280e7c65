using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>Who signs in at Google, and for what.</summary>
public sealed record GoogleSignInOptions
{
    /// <summary>One of <see cref="GoogleScopes"/>, or several.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>A credentials file: its path, its JSON, or base64 of that; null or empty: none.</summary>
    public Secret? Credentials { get; init; }

    /// <summary>Where <see cref="Credentials"/> is from, for messages.</summary>
    public string CredentialsSource { get; init; } = "GOOGLE_PLAY_CREDENTIALS";

    /// <summary>Signing in without a key, where no credentials are given.</summary>
    public WorkloadIdentity? WorkloadIdentity { get; init; }

    /// <summary>Who the run is, in the words of its CI platform, for an audience; null where the platform cannot say.</summary>
    public Func<string, CancellationToken, Task<Secret>>? IdentityToken { get; init; }

    /// <summary>The process's environment: where Google's own tools look for credentials when nothing else is given.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    public GoogleAddresses Addresses { get; init; } = new();

    public RetryLimits Retry { get; init; } = new() { Attempts = 5, Total = TimeSpan.FromMinutes(2) };

    /// <summary>Hears of every secret that is read and of every token, before it is used; null: nobody.</summary>
    public Redactor? Redactor { get; init; }
}
