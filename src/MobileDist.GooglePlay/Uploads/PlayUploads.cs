using Google.Apis.AndroidPublisher.v3;
using Google.Apis.Upload;

namespace MobileDist.GooglePlay;

/// <summary>
/// Uploads that go on where they broke. How an upload begins and what becomes of it is in the words of Google's library; when
/// to try again is decided here.
/// </summary>
internal sealed class PlayUploads(GooglePlayApi api)
{
    public const string ContentType = "application/octet-stream";

    // Google forgets an upload now and then, and it has to begin anew.
    private const int MostSessions = 3;

    /// <param name="file">What to send.</param>
    /// <param name="create">Makes the upload over a stream.</param>
    /// <param name="digest">Gets the bytes as they are sent; null: nobody asks.</param>
    /// <param name="progress">Hears of bytes as the network takes them; those that have to be sent again count once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PlayAnswer<T>> SendAsync<T>(
        PlayFile file,
        Func<AndroidPublisherService, Stream, ResumableUpload<string, T>> create,
        RunningDigest? digest,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        var work = new WorkProgress($"Uploading {Path.GetFileName(file.Path)}", 0, file.Length);
        progress?.Report(work);
        var farthest = 0L;
        void Tell(long sent)
        {
            if (sent > farthest)
            {
                farthest = sent;
                progress?.Report(work with { Done = sent });
            }
        }

        using var channel = api.OpenChannel();
        for (var sessions = 1; ; sessions++)
        {
            var session = new UploadSession<T>(channel, create(channel.Service, file.Stream), file, digest, Tell);
            var answer = await FinishAsync(session, channel, cancellationToken);
            if (!session.IsForgotten || sessions >= MostSessions)
            {
                return answer;
            }
        }
    }

    /// <summary>
    /// A long upload over a bad line is not given up while it moves: a stretch that brought bytes over ends the round of
    /// tries, and what broke it opens the next one, whose first wait it gets.
    /// </summary>
    private async Task<PlayAnswer<T>> FinishAsync<T>(UploadSession<T> session, PlayChannel channel, CancellationToken cancellationToken)
    {
        (PlayAnswer<T> Answer, TimeSpan? Wait)? broken = null;
        TimeSpan? wait = null;
        while (true)
        {
            var before = session.Confirmed;
            var answer = await api.TryAsync(
                async token =>
                {
                    if (broken is { } last)
                    {
                        broken = null;
                        wait = last.Wait;
                        return last.Answer;
                    }

                    wait = null;
                    var answer = await session.GoOnAsync(token);
                    wait = channel.RetryAfter;
                    if (answer.Failure?.Kind is PlayFailureKind.Unreachable or PlayFailureKind.RateLimited && session.Confirmed > before)
                    {
                        broken = (answer, wait);
                        return new PlayAnswer<T>.Lost();
                    }

                    return answer;
                },
                Unreached<T>,
                Unreached<T>,
                answer => answer.Failure?.Kind,
                () => wait,
                cancellationToken);
            if (answer is not PlayAnswer<T>.Lost)
            {
                return answer;
            }
        }
    }

    private static PlayAnswer<T> Unreached<T>(string message) => new PlayAnswer<T>.Failed(PlayFailure.Unreached(message));
}
