namespace MobileDist.GooglePlay;

/// <summary>One change.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">Of what, where the kind says so.</param>
public sealed record PlayChange(PlayChangeKind Kind, string? Subject = null);
