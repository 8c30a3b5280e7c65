namespace MobileDist.Pipeline.Receipts;

/// <summary>How far a stage came.</summary>
internal enum StageState
{
    Done = 0,
    Failed = 1,

    /// <summary>Part of it is done; the run ended or still goes on.</summary>
    Begun = 2,
}
