namespace MobileDist.GooglePlay;

/// <summary>
/// The commit: both answers to the question who sends the changes for review, an app that takes drafts only, uploads
/// that Google still digests, and an answer that got lost.
/// </summary>
internal sealed class EditCommit(GooglePlayApi api, PlayEdit edit)
{
    // Three questions of Google's, each of them once.
    private const int MostRescues = 3;

    /// <summary>Whether the changes are to wait in the Play Console; null: as Google asks for.</summary>
    public bool? HoldForReview { get; init; }

    public bool CancelsReview { get; init; }

    /// <summary>Whether what was committed is to be seen from outside; asked when the answer is lost and the edit is no more.</summary>
    public required Func<CancellationToken, Task<bool>> IsVisible { get; init; }

    /// <summary>Turns the release into a draft; null: there is none.</summary>
    public Func<CancellationToken, Task>? MakeDraft { get; init; }

    /// <summary>Hears of what Google wanted otherwise.</summary>
    public required Action<PlayChange> Report { get; init; }

    /// <summary>The failure that stops it; null when it is committed.</summary>
    /// <exception cref="EditLostException">The edit is gone, and nothing of it is to be seen.</exception>
    public async Task<PlayFailure?> RunAsync(CancellationToken cancellationToken)
    {
        bool? isHeld = HoldForReview is true ? true : null;
        for (var rescues = 0; ; rescues++)
        {
            var failure = await TryAsync(isHeld, cancellationToken);
            switch (failure?.Kind)
            {
                case null:
                    return null;
                case PlayFailureKind.ReviewIsManual when isHeld is null && rescues < MostRescues:
                    isHeld = true;
                    Report(new PlayChange(PlayChangeKind.HeldForReview));
                    break;
                case PlayFailureKind.ReviewIsAutomatic when isHeld is not null && rescues < MostRescues:
                    isHeld = null;
                    Report(new PlayChange(PlayChangeKind.SentForReview));
                    break;
                case PlayFailureKind.DraftAppOnly when MakeDraft is not null && rescues < MostRescues:
                    await MakeDraft(cancellationToken);
                    break;
                default:
                    return failure;
            }
        }
    }

    private Task<PlayFailure?> TryAsync(bool? isHeld, CancellationToken cancellationToken) => api.CommitRetry.RunAsync(
        async token =>
        {
            var answer = await edit.CommitAsync(isHeld, CancelsReview, token);
            if (answer is PlayAnswer<Google.Apis.AndroidPublisher.v3.Data.AppEdit>.Lost)
            {
                // Only an edit that is still open was not committed. One that is gone was, or somebody ended it.
                var unknown = PlayFailure.Unreached("The answer to the commit was lost.");
                return await edit.IsOpenAsync(token) ? new Attempt<PlayFailure?>(unknown, IsWorthAnother: true) : new Attempt<PlayFailure?>(await LookAsync(unknown, token));
            }

            return answer.Failure switch
            {
                { Kind: PlayFailureKind.UploadsNotReady } failure => new Attempt<PlayFailure?>(failure, IsWorthAnother: true),
                { EndsEdit: true } failure => new Attempt<PlayFailure?>(await LookAsync(failure, token)),
                var failure => new Attempt<PlayFailure?>(failure),
            };
        },
        cancellationToken);

    private async Task<PlayFailure?> LookAsync(PlayFailure failure, CancellationToken cancellationToken) =>
        await IsVisible(cancellationToken) ? null : throw new EditLostException(GooglePlayFaults.CommitEdit, failure);
}
