using MobileDist.AppStoreConnect;
using MobileDist.GooglePlay;

namespace MobileDist.Benchmarks.Upload;

/// <summary>One upload by the code of the product, with its progress heard.</summary>
internal static class StoreUploads
{
    public static async Task ToAppleAsync(string file, string address, string app, string number, (Secret Text, string Id, string Issuer) signIn, TimeProvider time)
    {
        using var key = AppStoreConnectKey.Read(signIn.Text, signIn.Id, signIn.Issuer, "MOBILEDIST_BENCHMARK_SECRET");
        using var handler = ServiceConnection.CreateHandler();
        using var api = new AppStoreConnectApi(new AppStoreConnectOptions { Address = address, Key = key }, handler, time, Random.Shared.NextDouble);
        var package = new BuildPackage(new BuildIdentity(app, "1.0.0", number, ApplePlatform.Ios), file, Digest: number);
        if (await new BuildUploads(api).UploadAsync(package, record: null, _ => { }, new Progress(), CancellationToken.None) is not BuildUploadOutcome.Uploaded { WasThere: false })
        {
            throw NotUploaded(file);
        }
    }

    public static async Task ToPlayAsync(string file, string address, string app, string digest, Secret token, TimeProvider time)
    {
        using var handler = ServiceConnection.CreateHandler();
        using var api = new GooglePlayApi(new GooglePlayOptions { Address = address }, new FixedToken(token), handler, time, Random.Shared.NextDouble);
        await new PlayInternalSharing(api).UploadAsync(app, file, PlayPackageKind.Bundle, digest, new Progress(), CancellationToken.None);
    }

    private static DistributionException NotUploaded(string file) =>
        new(ExitCode.BuildFailed, new Fault($"'{file}' was not uploaded; its time would mean nothing.", "Start the server anew, or give a higher number."));

    private sealed class FixedToken(Secret token) : IAccessTokens
    {
        public Task<Secret> GetAsync(bool renew, CancellationToken cancellationToken) => Task.FromResult(token);
    }

    /// <summary>Hears all as a host would, and shows nothing.</summary>
    private sealed class Progress : IProgress<WorkProgress>
    {
        private long _done;

        public void Report(WorkProgress value) => Interlocked.Exchange(ref _done, value.Done);
    }
}
