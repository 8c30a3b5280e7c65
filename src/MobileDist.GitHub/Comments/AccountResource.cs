namespace MobileDist.GitHub;

/// <summary>Who wrote something.</summary>
internal sealed record AccountResource
{
    /// <summary>With <c>[bot]</c> at its end where an app writes.</summary>
    public string? Login { get; init; }

    public long Id { get; init; }

    /// <summary><c>User</c>, <c>Bot</c> or <c>Organization</c>.</summary>
    public string? Type { get; init; }
}
