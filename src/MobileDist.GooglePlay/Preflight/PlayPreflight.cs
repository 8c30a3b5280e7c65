using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Requests;

namespace MobileDist.GooglePlay;

/// <summary>
/// Tries, before anything is built, whether the account can publish: opens an edit, reads the tracks, drops the edit.
/// Nothing is changed, but an edit that this account has open for the app ends.
/// </summary>
public sealed class PlayPreflight(GooglePlayApi api)
{
    /// <exception cref="DistributionException">Google cannot be reached.</exception>
    public Task<PlayPreflightOutcome> CheckAsync(string packageName, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);
        return EditWork.RunAsync(api, token => TryAsync(packageName, token), cancellationToken);
    }

    private async Task<PlayPreflightOutcome> TryAsync(string packageName, CancellationToken cancellationToken)
    {
        var edits = api.Service.Edits;
        var (edit, refusal) = await AskAsync(edits.Insert(new AppEdit(), packageName), GooglePlayFaults.OpenEdit, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = edit?.Id ?? throw GooglePlayFaults.BadAnswer(GooglePlayFaults.OpenEdit);
        try
        {
            var (tracks, noTracks) = await AskAsync(edits.Tracks.List(packageName, id), GooglePlayFaults.ReadTracks, cancellationToken);
            if (noTracks is not null)
            {
                return noTracks;
            }

            var (details, _) = await AskAsync(edits.Details.Get(packageName, id), GooglePlayFaults.ReadDetails, cancellationToken);
            return new PlayPreflightOutcome.Ready([.. (tracks?.Tracks ?? []).Select(track => track?.TrackValue).OfType<string>()], details?.DefaultLanguage);
        }
        finally
        {
            await api.SendAsync(edits.Delete(packageName, id), cancellationToken);
        }
    }

    private async Task<(T? Value, PlayPreflightOutcome.NotReady? Refusal)> AskAsync<T>(ClientServiceRequest<T> request, string task, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await api.SendAsync(request, cancellationToken);
        return answer.Failure is { Kind: not (PlayFailureKind.Unreachable or PlayFailureKind.RateLimited or PlayFailureKind.EditLost or PlayFailureKind.Concurrent) } failure
            ? (null, new PlayPreflightOutcome.NotReady(failure, GooglePlayFaults.Of(task, failure)))
            : (answer.OrLost(task), null);
    }
}
