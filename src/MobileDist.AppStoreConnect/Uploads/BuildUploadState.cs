using System.Collections.Immutable;
using System.Text.Json;

namespace MobileDist.AppStoreConnect;

/// <summary>How far an upload is, with all that Apple says about it.</summary>
internal sealed record BuildUploadState(string State, ImmutableArray<AppleNote> Errors, ImmutableArray<AppleNote> Warnings)
{
    private const int MostNotes = 50;
    private const string DailyLimit = "90382";

    public bool IsAwaiting => State is "AWAITING_UPLOAD";

    /// <summary>Apple has all of the package.</summary>
    public bool IsTaken => State is "PROCESSING" or "COMPLETE";

    public bool IsFailed => State is "FAILED";

    /// <summary>Whether nothing but the day's number of uploads stands against it.</summary>
    public bool IsDailyLimit => IsFailed && !Errors.IsEmpty && Errors.All(error => error.Code.EndsWith(DailyLimit, StringComparison.Ordinal));

    public static BuildUploadState Of(AppleResource upload)
    {
        var state = AppleJson.Member(upload.Attributes, "state");
        return new BuildUploadState(AppleJson.Text(state, "state") ?? "", Notes(state, "errors"), Notes(state, "warnings"));
    }

    private static ImmutableArray<AppleNote> Notes(JsonElement state, string name) => [.. AppleJson.Items(state, name).Take(MostNotes)
        .Select(note => new AppleNote(PlainText.Clean(AppleJson.Text(note, "code") ?? ""), PlainText.Clean(AppleJson.Text(note, "description") ?? "")))];
}
