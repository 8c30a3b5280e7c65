namespace MobileDist.Pipeline.Receipts;

/// <summary>How a stage ended.</summary>
internal enum StageState
{
    Done = 0,
    Failed = 1,
}
