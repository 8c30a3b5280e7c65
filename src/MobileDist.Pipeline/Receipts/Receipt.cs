using System.Text.Json.Serialization;

namespace MobileDist.Pipeline.Receipts;

/// <summary>
/// What the stages of one release learned, as it lies in <c>receipt.json</c>: how stages on different machines hand over,
/// how a re-run goes on, and what the announcement is drawn from. Holds no secrets.
/// </summary>
internal sealed record Receipt
{
    public const string FileName = "receipt.json";
    public const int CurrentVersion = 1;

    /// <summary>Goes up when an older program would misunderstand the file; new fields alone do not raise it.</summary>
    public int Version { get; init; } = CurrentVersion;

    public required string App { get; init; }

    /// <summary><c>android</c> or <c>ios</c>.</summary>
    public required string Platform { get; init; }

    public StageRecord? Check { get; init; }

    public StageRecord? Build { get; init; }

    public StageRecord? Sign { get; init; }

    public StageRecord? Publish { get; init; }

    public StageRecord? Announce { get; init; }

    public StageRecord? Withdraw { get; init; }

    /// <summary>Whether everything up to the announcement is done, so that the next run is a new one.</summary>
    [JsonIgnore]
    public bool IsComplete => Build is { IsDone: true } && Sign is { IsDone: true } && Publish is { IsDone: true } && Announce is { IsDone: true };

    public StageRecord? Of(StageName stage) => stage switch
    {
        StageName.Check => Check,
        StageName.Build => Build,
        StageName.Sign => Sign,
        StageName.Publish => Publish,
        StageName.Announce => Announce,
        _ => Withdraw,
    };

    /// <summary>A copy with a stage's record in its place, and without what the record makes untrue.</summary>
    public Receipt With(StageName stage, StageRecord record)
    {
        var receipt = stage switch
        {
            StageName.Check => this with { Check = record },
            StageName.Build => this with { Build = record, Announce = null },
            StageName.Sign => this with { Sign = record, Announce = null },
            StageName.Publish => this with { Publish = record, Withdraw = null, Announce = null },
            StageName.Announce => this with { Announce = record },
            _ => record.IsDone ? this with { Withdraw = record, Publish = null } : this with { Withdraw = record },
        };

        // Who comes further after a failed check was run on its own, past what the check had found.
        return record.IsDone && stage is not (StageName.Check or StageName.Announce) && receipt.Check is { IsDone: false } ? receipt with { Check = null } : receipt;
    }
}
