namespace MobileDist.GooglePlay;

/// <summary>One step of a tester.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">For people, one sentence.</param>
/// <param name="Link">Where; null where no program can know it.</param>
public sealed record TesterStep(TesterStepKind Kind, string Text, Uri? Link);
