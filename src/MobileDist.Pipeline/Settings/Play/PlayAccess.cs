using System.Collections.Immutable;

namespace MobileDist.Pipeline.Settings.Play;

/// <summary>How to reach Google Play. A class and no record: it may hold a key.</summary>
internal sealed class PlayAccess
{
    /// <summary>Another server than Google's; null for Google's.</summary>
    public string? Address { get; init; }

    /// <summary>What to call the credentials in messages: the path, or the variable's name.</summary>
    public string Source { get; init; } = "GOOGLE_PLAY_CREDENTIALS";

    /// <summary>The path, JSON or base64 of a credentials file; null for none.</summary>
    public Secret? Credentials { get; init; }

    /// <summary>The provider of a workload identity pool, for signing in without a key; null for none.</summary>
    public string? Provider { get; init; }

    /// <summary>The service account that is acted as.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Azure DevOps: the id of the service connection that says who the job is; null for the pipeline itself.</summary>
    public string? ServiceConnection { get; init; }

    /// <summary>What is wrong with it; only those who sign in say it.</summary>
    public ImmutableArray<Fault> Flaws { get; init; } = [];
}
