namespace MobileDist.GooglePlay;

/// <summary>Why Google Play did not do it.</summary>
/// <param name="Kind">Ours, one remedy each.</param>
/// <param name="Reason">Google's word for programs, such as <c>editExpired</c> or <c>PERMISSION_DENIED</c>; null where it gave none.</param>
/// <param name="Message">Google's sentence, cleaned; ours where it gave none.</param>
public sealed record PlayFailure(PlayFailureKind Kind, string? Reason, string Message)
{
    /// <summary>The next step for the user.</summary>
    public string Remedy => GooglePlayFaults.RemedyFor(Kind);

    /// <summary>Whether the edit is gone with it, and its work can be done again in another.</summary>
    internal bool EndsEdit => Kind is PlayFailureKind.EditLost or PlayFailureKind.EditCommitted or PlayFailureKind.Concurrent;

    internal static PlayFailure Unreached(string message) => new(PlayFailureKind.Unreachable, null, PlainText.Clean(message));
}
