using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>What became of a request to Cloud Identity, after all tries.</summary>
internal abstract record GroupAnswer
{
    private GroupAnswer()
    {
    }

    public sealed record Success(JsonElement Body) : GroupAnswer;

    public sealed record Failed(GroupFailure Failure) : GroupAnswer;

    /// <summary>A write of which nobody knows whether it happened: read back what is there.</summary>
    public sealed record Lost : GroupAnswer;

    /// <summary>The failure, where it is one; a lost answer counts as a service that was not reached.</summary>
    public GroupFailure? Refusal => this switch
    {
        Success => null,
        Failed failed => failed.Failure,
        _ => GroupFailure.Unreached("The answer got lost on the way."),
    };
}
