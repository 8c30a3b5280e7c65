using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google;
using Google.Apis.Upload;
using Newtonsoft.Json;

namespace MobileDist.GooglePlay;

/// <summary>
/// One upload as Google knows it, from its beginning until Google has all or forgets it
/// (https://developers.google.com/android-publisher/upload#resumable). All bytes go in one request as long as nothing breaks:
/// in parts each would be held in memory, and the line would stand still between them.
/// </summary>
internal sealed class UploadSession<T>(PlayChannel channel, ResumableUpload<string, T> upload, PlayFile file, RunningDigest? digest, Action<long> sent)
{
    // A line that takes nothing, or an App Bundle that Google digests before it answers.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    private Uri? _address;
    private long _reached;

    /// <summary>Bytes that Google has confirmed.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Whether Google no longer knows it.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>Sends until all is there or something breaks; asks Google first how far it got before.</summary>
    public async Task<PlayAnswer<T>> GoOnAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FinishAsync(cancellationToken);
        }
        catch (Exception error) when (ServiceConnection.IsCut(error, cancellationToken))
        {
            return Unreached(error.Message);
        }
    }

    private async Task<PlayAnswer<T>> FinishAsync(CancellationToken cancellationToken)
    {
        if (_address is not null)
        {
            if (await AskAsync(cancellationToken) is { } known)
            {
                return known;
            }
        }
        else if (await BeginAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        while (Confirmed < file.Length)
        {
            var before = Confirmed;
            if (await SendAsync(cancellationToken) is { } answer)
            {
                return answer;
            }

            if (Confirmed <= before)
            {
                return Unreached("Google keeps no byte of what is sent.");
            }
        }

        return Unreached("Google has all bytes and does not say what became of them.");
    }

    private async Task<PlayAnswer<T>?> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            _address = await upload.InitiateSessionAsync(cancellationToken);
        }
        catch (GoogleApiException refused) when (refused.HttpStatusCode >= HttpStatusCode.MultipleChoices)
        {
            return new PlayAnswer<T>.Failed(PlayRefusal.Read(refused.HttpStatusCode, Encoding.UTF8.GetBytes(refused.Error?.ErrorResponseContent ?? "")));
        }
        catch (Exception error) when (error is GoogleApiException or JsonException)
        {
            return Unreached(error.Message);
        }

        if (_address is not { IsAbsoluteUri: true })
        {
            _address = null;
            return Unreached("Google gave the upload no address.");
        }

        return null;
    }

    /// <summary>Where to go on is known afterwards; an answer only when nothing is to be sent any more, or nothing can be.</summary>
    private async Task<PlayAnswer<T>?> AskAsync(CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent([]);
        content.Headers.ContentRange = new ContentRangeHeaderValue(file.Length);
        return await PutAsync(content, limit: null, cancellationToken);
    }

    private async Task<PlayAnswer<T>?> SendAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var content = new PlayFileContent(file, Confirmed, digest)
        {
            Sending = end =>
            {
                _reached = Math.Max(_reached, end);
                limit.CancelAfter(LongestSilence);
            },
            Sent = sent,
        };
        return await PutAsync(content, limit, cancellationToken);
    }

    private async Task<PlayAnswer<T>?> PutAsync(HttpContent content, CancellationTokenSource? limit, CancellationToken cancellationToken)
    {
        using var own = limit is null ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken) : null;
        var limited = limit ?? own!;
        limited.CancelAfter(LongestSilence);
        using var message = new HttpRequestMessage(HttpMethod.Put, _address) { Content = content };
        using var response = await channel.Uploads.SendAsync(message, limited.Token);
        var body = await GooglePlayApi.ReadAsync(response, limited.Token);
        if (response.IsSuccessStatusCode)
        {
            return channel.Read<T>(body);
        }

        if (response.StatusCode is HttpStatusCode.PermanentRedirect)
        {
            return Confirm(response);
        }

        IsForgotten = response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone;
        return new PlayAnswer<T>.Failed(PlayRefusal.Read(response.StatusCode, body));
    }

    // "Range: bytes=0-42", or none as long as there is nothing.
    private PlayAnswer<T>? Confirm(HttpResponseMessage response)
    {
        var range = response.Headers.TryGetValues("Range", out var values) ? string.Join(", ", values) : null;
        if (range is null)
        {
            Confirmed = 0;
            return null;
        }

        if (!long.TryParse(range[(range.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last >= _reached)
        {
            return Unreached($"Google says that it has '{range}', which was not sent.");
        }

        Confirmed = last + 1;
        return null;
    }

    private static PlayAnswer<T> Unreached(string message) => new PlayAnswer<T>.Failed(PlayFailure.Unreached(message));
}
