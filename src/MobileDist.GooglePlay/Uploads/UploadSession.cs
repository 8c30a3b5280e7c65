using System.Net;
using System.Text;
using Google;
using Google.Apis.Upload;

namespace MobileDist.GooglePlay;

/// <summary>One upload as Google knows it, from its beginning until Google has all or forgets it.</summary>
internal sealed class UploadSession<T>
{
    private readonly ResumableUpload<string, T> _upload;
    private bool _isBegun;

    public UploadSession(ResumableUpload<string, T> upload, int chunkSize, Action<long> sent)
    {
        _upload = upload;
        upload.ChunkSize = chunkSize;
        upload.UploadSessionData += _ => _isBegun = true;
        upload.ProgressChanged += progress =>
        {
            if (progress.Status is UploadStatus.Uploading or UploadStatus.Completed)
            {
                Sent = progress.BytesSent;
                sent(Sent);
            }
        };
    }

    /// <summary>Bytes that Google has confirmed.</summary>
    public long Sent { get; private set; }

    /// <summary>Whether Google no longer knows it.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>Sends until all is there or something breaks; asks Google first how far it got before.</summary>
    public async Task<PlayAnswer<T>> GoOnAsync(CancellationToken cancellationToken)
    {
        var progress = _isBegun ? await _upload.ResumeAsync(cancellationToken) : await _upload.UploadAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Sent = Math.Max(Sent, progress.BytesSent);
        if (progress.Status == UploadStatus.Completed && _upload.ResponseBody is { } body)
        {
            return new PlayAnswer<T>.Success(body);
        }

        return new PlayAnswer<T>.Failed(Read(progress.Exception));
    }

    private PlayFailure Read(Exception? error)
    {
        switch (error)
        {
            case DistributionException:
                throw error;
            case GoogleApiException { HttpStatusCode: >= HttpStatusCode.MultipleChoices } refused:
                IsForgotten = _isBegun && refused.HttpStatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone;
                return PlayRefusal.Read(refused.HttpStatusCode, Encoding.UTF8.GetBytes(refused.Error?.ErrorResponseContent ?? ""));
            default:
                return PlayFailure.Unreached(error?.Message ?? "The answer to the upload cannot be read.");
        }
    }
}
