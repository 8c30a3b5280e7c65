using System.Collections.Immutable;
using Google.Apis.AndroidPublisher.v3;

namespace MobileDist.GooglePlay;

/// <summary>Universal APKs that Play makes of App Bundles: a direct install link for what only Play can sign.</summary>
public sealed class PlayGeneratedApks(GooglePlayApi api)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>One for each key; empty while Play has none of that version code, as right after its upload.</summary>
    /// <exception cref="DistributionException">Google refuses or cannot be reached.</exception>
    public async Task<ImmutableArray<GeneratedApk>> ListAsync(string packageName, int versionCode, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);
        var answer = await api.SendAsync(api.Service.Generatedapks.List(packageName, versionCode), cancellationToken);
        if (answer.Failure?.Kind is PlayFailureKind.Missing)
        {
            return [];
        }

        return
        [
            .. (answer.OrThrow(GooglePlayFaults.ReadGenerated)?.GeneratedApks ?? [])
                .Where(key => !string.IsNullOrEmpty(key?.GeneratedUniversalApk?.DownloadId))
                .Select(key => new GeneratedApk(key.GeneratedUniversalApk!.DownloadId!, key.CertificateSha256Hash?.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant())),
        ];
    }

    /// <summary>Downloads one to a file, which appears whole or not at all.</summary>
    /// <param name="packageName">The app.</param>
    /// <param name="versionCode">The bundle's.</param>
    /// <param name="apk">From <see cref="ListAsync"/>.</param>
    /// <param name="target">The file.</param>
    /// <param name="progress">Hears of bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">Google refuses or cannot be reached, or the file cannot be written.</exception>
    public async Task DownloadAsync(string packageName, int versionCode, GeneratedApk apk, string target, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(apk);
        PlayPlanCheck.CheckPackageName(packageName);
        var request = api.Service.Generatedapks.Download(packageName, versionCode, apk.DownloadId);
        request.Alt = AndroidPublisherBaseServiceRequest<string>.AltEnum.Media;
        using var pending = PendingFile.For(target);
        TimeSpan? asked = null;
        var failure = await api.TryAsync<PlayFailure?>(
            async token =>
            {
                asked = null;
                using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
                limited.CancelAfter(api.LongestSilence);
                using var response = await api.OpenAsync(request, limited.Token);
                asked = ServiceConnection.RetryAfter(response, api.Time);
                if (!response.IsSuccessStatusCode)
                {
                    return PlayRefusal.Read(response.StatusCode, await GooglePlayApi.ReadAsync(response, limited.Token));
                }

                var work = new WorkProgress($"Downloading {Path.GetFileName(target)}", 0, response.Content.Headers.ContentLength ?? 0);
                var written = await SaveAsync(response, pending.FullPath, work, progress, limited);
                return work.Total > 0 && written != work.Total ? PlayFailure.Unreached("The download ended early.") : null;
            },
            PlayFailure.Unreached,
            PlayFailure.Unreached,
            one => one?.Kind,
            () => asked,
            cancellationToken);
        if (failure is not null)
        {
            throw GooglePlayFaults.Refused(GooglePlayFaults.DownloadGenerated, failure);
        }

        pending.Commit();
    }

    private async Task<long> SaveAsync(HttpResponseMessage response, string path, WorkProgress work, IProgress<WorkProgress>? progress, CancellationTokenSource limited)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw GooglePlayFaults.CannotWrite(path, error);
        }

        await using (file)
        {
            await using var body = await response.Content.ReadAsStreamAsync(limited.Token);
            var buffer = new byte[BufferSize];
            long written = 0;
            for (int read; (read = await body.ReadAsync(buffer, limited.Token)) > 0;)
            {
                limited.CancelAfter(api.LongestSilence);
                await file.WriteAsync(buffer.AsMemory(0, read), limited.Token);
                written += read;
                progress?.Report(work with { Done = written });
            }

            return written;
        }
    }
}
