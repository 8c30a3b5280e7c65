using System.Text.Json;

namespace MobileDist.GitHub;

/// <summary>A deployment as GitHub gives it.</summary>
internal sealed record DeploymentResource
{
    public long Id { get; init; }

    public string? Sha { get; init; }

    /// <summary>Whatever its maker put in: an object or a text.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>The run of ours that made it; 0 where another program did.</summary>
    public long Run => Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty("run", out var run) && run.ValueKind == JsonValueKind.Number && run.TryGetInt64(out var number) ? number : 0;
}
