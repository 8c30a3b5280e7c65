namespace MobileDist.AzureDevOps;

/// <summary>Somebody, or a build service.</summary>
internal sealed record IdentityJson
{
    public string? Id { get; init; }
}
