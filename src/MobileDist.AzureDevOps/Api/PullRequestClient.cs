using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MobileDist.AzureDevOps;

/// <summary>
/// The few operations on a pull request that a comment needs
/// (learn.microsoft.com/rest/api/azure/devops/git, version 7.1). Refusals arrive as <see cref="DistributionException"/>.
/// </summary>
internal sealed class PullRequestClient(AzureDevOpsConnection connection, AzurePullRequest pullRequest)
{
    private string Threads => pullRequest.ApiAddress + "/threads";

    private string Attachments => pullRequest.ApiAddress + "/attachments";

    /// <summary>The id of whoever the token belongs to, as authors of comments have it.</summary>
    public async Task<string> WhoAmIAsync(CancellationToken cancellationToken)
    {
        // The one operation that is no part of Git's description, and that has no version without "preview".
        var answer = await connection.AskAsync($"{pullRequest.Collection.TrimEnd('/')}/_apis/connectionData", "api-version=7.1-preview.1", cancellationToken);
        return Read(answer, AzureJson.Default.ConnectionJson).AuthenticatedUser?.Id ?? throw AzureDevOpsFaults.Unreadable(pullRequest.Collection);
    }

    /// <summary>All threads, in the server's order.</summary>
    public async Task<ImmutableArray<ThreadJson>> ThreadsAsync(CancellationToken cancellationToken) =>
        Read(await connection.AskAsync(Threads, cancellationToken), AzureJson.Default.ListJsonThreadJson).Items;

    /// <summary>Opens a thread that is closed already.</summary>
    public async Task<WriteOutcome<ThreadJson>> CreateThreadAsync(string content, CancellationToken cancellationToken) => Outcome(
        await connection.WriteAsync(HttpMethod.Post, Threads, Json(new NewThreadJson([new NewCommentJson(content)]), AzureJson.Default.NewThreadJson), cancellationToken),
        AzureJson.Default.ThreadJson);

    /// <summary>Changes a comment's text.</summary>
    public async Task<WriteOutcome<CommentJson>> EditAsync(int thread, int comment, string content, CancellationToken cancellationToken) => Outcome(
        await connection.WriteAsync(HttpMethod.Patch, Comment(thread, comment), Json(new EditedCommentJson(content), AzureJson.Default.EditedCommentJson), cancellationToken),
        AzureJson.Default.CommentJson);

    /// <summary>Deletes a comment; its thread is gone when it was the only one.</summary>
    public async Task DeleteAsync(int thread, int comment, CancellationToken cancellationToken) =>
        await connection.WriteAsync(HttpMethod.Delete, Comment(thread, comment), null, cancellationToken);

    /// <summary>The files at the pull request.</summary>
    public async Task<ImmutableArray<AttachmentJson>> AttachmentsAsync(CancellationToken cancellationToken) =>
        Read(await connection.AskAsync(Attachments, cancellationToken), AzureJson.Default.ListJsonAttachmentJson).Items;

    /// <summary>Adds a file.</summary>
    public async Task<WriteOutcome<AttachmentJson>> AttachAsync(string name, byte[] bytes, CancellationToken cancellationToken) => Outcome(
        await connection.WriteAsync(HttpMethod.Post, $"{Attachments}/{Uri.EscapeDataString(name)}", () => Octets(bytes), cancellationToken),
        AzureJson.Default.AttachmentJson);

    private static ByteArrayContent Octets(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Octet) } };

    private static Func<HttpContent> Json<T>(T value, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json, "utf-8") } };
    }

    private string Comment(int thread, int comment) => $"{Threads}/{thread}/comments/{comment}";

    private WriteOutcome<T> Outcome<T>(byte[]? answer, JsonTypeInfo<T> type) =>
        answer is null ? new WriteOutcome<T>.Unknown() : new WriteOutcome<T>.Confirmed(Read(answer, type));

    private T Read<T>(byte[] answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw AzureDevOpsFaults.Unreadable(pullRequest.Collection);
        }
        catch (JsonException error)
        {
            throw AzureDevOpsFaults.Unreadable(pullRequest.Collection, error);
        }
    }
}
