using System.Collections.Immutable;
using System.Text.Json;

namespace MobileDist.GitHub;

/// <summary>
/// What the event's payload (the file that <c>GITHUB_EVENT_PATH</c> names) says about the pull request. Only the events
/// of pull requests carry one that is theirs; a run after another one (<c>workflow_run</c>) lists those that may be, none
/// for forks, and is believed only where the head is the very commit and repository of that other run.
/// </summary>
internal sealed record GitHubEvent
{
    // GitHub cuts payloads far below this.
    private const long LargestPayload = 32 * 1024 * 1024;

    public static GitHubEvent None { get; } = new();

    public int? PullRequestNumber { get; private init; }

    public string? PullRequestLink { get; private init; }

    public string? PullRequestTitle { get; private init; }

    /// <summary>Markdown of whoever opened it.</summary>
    public string? PullRequestText { get; private init; }

    /// <summary>The commit that was pushed, not the merge that is tested.</summary>
    public string? Commit { get; private init; }

    public string? Branch { get; private init; }

    /// <summary>Whether this is the run of a fork's change: without secrets, with a token that may only read.</summary>
    public bool IsFork { get; private init; }

    /// <summary>The run that this one follows.</summary>
    public TriggeringRun? Trigger { get; private init; }

    /// <summary>The payload of an event; what is missing or not readable stays absent.</summary>
    public static GitHubEvent Read(string? eventName, string? path)
    {
        if (eventName is null || path is null || !File.Exists(path) || new FileInfo(path).Length > LargestPayload)
        {
            return None;
        }

        try
        {
            using var file = File.OpenRead(path);
            using var payload = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 64 });
            return Of(eventName, payload.RootElement);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    private static GitHubEvent Of(string eventName, JsonElement payload)
    {
        if (eventName.StartsWith("pull_request", StringComparison.Ordinal) && Member(payload, "pull_request") is { } pull)
        {
            var head = Member(pull, "head");
            return new GitHubEvent
            {
                PullRequestNumber = Member(pull, "number") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value > 0 ? value : null,
                PullRequestLink = Text(pull, "html_url"),
                PullRequestTitle = Text(pull, "title"),
                PullRequestText = Text(pull, "body"),
                Commit = Text(head, "sha"),
                Branch = Text(head, "ref"),
                // A fork that was deleted meanwhile leaves a null behind. A run on the target has the rights of the target.
                IsFork = eventName is not "pull_request_target" && !IsSameRepository(Member(head, "repo"), Member(Member(pull, "base"), "repo")),
            };
        }

        if (string.Equals(eventName, "workflow_run", StringComparison.Ordinal) && Member(payload, "workflow_run") is { } run)
        {
            var trigger = TriggerOf(run);
            return new GitHubEvent
            {
                // Two pull requests of one branch: neither is taken.
                PullRequestNumber = trigger.IsOfPullRequest && trigger.Own(trigger.PullRequests) is [var pullRequest] ? pullRequest.Number : null,
                Commit = trigger.Commit,
                Branch = trigger.Branch,
                Trigger = trigger,
            };
        }

        return None;
    }

    private static TriggeringRun TriggerOf(JsonElement run)
    {
        var repository = Member(run, "head_repository");
        return new TriggeringRun
        {
            Event = Text(run, "event"),
            Commit = Text(run, "head_sha"),
            Branch = Text(run, "head_branch"),
            Owner = Text(Member(repository, "owner"), "login"),
            RepositoryId = Member(repository, "id") is { ValueKind: JsonValueKind.Number } id && id.TryGetInt64(out var value) ? value : 0,
            PullRequests = Member(run, "pull_requests") is { ValueKind: JsonValueKind.Array } listed ? PullRequestsIn(listed) : [],
        };
    }

    private static ImmutableArray<PullRequestResource> PullRequestsIn(JsonElement listed)
    {
        try
        {
            return [.. (listed.Deserialize(GitHubJson.Default.PullRequestResourceArray) ?? []).Where(pull => pull is not null)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsSameRepository(JsonElement? left, JsonElement? right) =>
        Text(left, "full_name") is { } name && string.Equals(name, Text(right, "full_name"), StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;
}
