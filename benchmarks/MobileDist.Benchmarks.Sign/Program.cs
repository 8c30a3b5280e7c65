using MobileDist;
using MobileDist.Benchmarks.Sign;
using MobileDist.Signing.Android;

// sign --in APK --out APK --ks P12 [--schemes v1,v2,v3] [--min-sdk N]
// sign-aab --in AAB --out AAB --ks P12
// sign-ipa --in IPA --out IPA --identity PEM
// sign-ipa-rounds --in IPA --out IPA --identity PEM --rounds N
// The signing stage alone, as a process of its own, to be timed against zipalign + apksigner. The password comes from
// MOBILEDIST_BENCHMARK_PASSWORD. In rounds, the signing takes turns with its limit inside this process.
try
{
    if (args is [IpaSigning.Verb or IpaSigning.RoundsVerb, ..])
    {
        await IpaSigning.RunAsync(args, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        return (int)ExitCode.Done;
    }

    var password = Environment.GetEnvironmentVariable("MOBILEDIST_BENCHMARK_PASSWORD");
    if (args is [AabSigning.Verb, ..])
    {
        await AabSigning.RunAsync(args, password, CancellationToken.None);
        return (int)ExitCode.Done;
    }

    var arguments = SignArguments.Parse(args);
    using var identity = arguments.ReadIdentity(password);
    await ApkSigner.SignAsync(arguments.Input, arguments.Output, identity, arguments.Options, progress: null, CancellationToken.None);
    return (int)ExitCode.Done;
}
catch (DistributionException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return (int)error.ExitCode;
}
