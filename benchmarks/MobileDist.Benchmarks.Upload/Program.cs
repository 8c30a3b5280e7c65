using System.Globalization;
using MobileDist;
using MobileDist.Benchmarks.Upload;

// apple --in IPA --address URL --app ID --key-id ID --issuer UUID --number N
// play --in AAB --address URL --app NAME --digest SHA256
// One upload, as a process of its own, to be timed against curl. Says how many milliseconds it took inside of the process. The key, or the
// access token, comes from MOBILEDIST_BENCHMARK_SECRET.
try
{
    var (time, secret) = (TimeProvider.System, new Secret(Environment.GetEnvironmentVariable("MOBILEDIST_BENCHMARK_SECRET") ?? ""));
    Func<Task> upload = args switch
    {
        ["apple", "--in", var file, "--address", var address, "--app", var app, "--key-id", var keyId, "--issuer", var issuer, "--number", var number] =>
            () => StoreUploads.ToAppleAsync(file, address, app, number, (secret, keyId, issuer), time),
        ["play", "--in", var file, "--address", var address, "--app", var app, "--digest", var digest] => () => StoreUploads.ToPlayAsync(file, address, app, digest, secret, time),
        _ => throw new DistributionException(
            ExitCode.Settings, new Fault($"'{string.Join(' ', args)}' is no command.", "apple --in IPA --address URL --app ID --key-id ID --issuer UUID --number N, or play --in AAB --address URL --app NAME --digest SHA256")),
    };
    var started = time.GetTimestamp();
    await upload();
    await Console.Out.WriteLineAsync(time.GetElapsedTime(started).TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
    return (int)ExitCode.Done;
}
catch (DistributionException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return (int)error.ExitCode;
}
