using System.Collections.Immutable;

namespace MobileDist.Pipeline.Receipts;

/// <summary>Why a stage ended early.</summary>
/// <param name="ExitCode">Whose turn it is; a number of the one table.</param>
internal sealed record RecordedFailure(int ExitCode)
{
    public ImmutableArray<RecordedFault> Faults
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
