namespace MobileDist.Benchmarks;

/// <summary>Every sentence this program says about what is wrong.</summary>
internal static class BenchmarkFaults
{
    public static DistributionException UnknownArgument(string argument)
        => new(ExitCode.Settings, new Fault(
            $"'{argument}' is no argument of the benchmarks.",
            "Write: [sign] [sign-ipa] [start] [upload] [--sizes=20,100,400] [--rounds=5] [--document=docs/BENCHMARKS.md] [--signer=PATH.dll] [--folder=PATH]."));

    public static DistributionException BadValue(string name, string value, string valid)
        => new(ExitCode.Settings, new Fault($"--{name} is '{value}', but has to be {valid}.", "Correct the argument."));

    public static DistributionException PeersMissing(IEnumerable<string> names)
        => new(ExitCode.Settings, new Fault(
            $"Nothing to measure against: {string.Join(", ", names.Select(name => $"'{name}'"))} not on the PATH.",
            "On Debian or Ubuntu: apt-get install apksigner zipalign default-jre-headless nodejs curl."));

    public static DistributionException Failed(string program, int exitCode, string output)
        => new(ExitCode.BuildFailed, new Fault($"'{program}' ended with exit code {exitCode}; its time would mean nothing.", "Read what it said, put it right and run again.")
            .With("it said", output.Length == 0 ? "nothing" : output));

    public static DistributionException NoRepository(string from)
        => new(ExitCode.Settings, new Fault($"No MobileDistPipeline.sln above '{from}'.", "Run the benchmarks inside the repository."));
}
