namespace MobileDist.AzureDevOps;

/// <summary>Who is calling, as the server sees it.</summary>
internal sealed record ConnectionJson
{
    public IdentityJson? AuthenticatedUser { get; init; }
}
