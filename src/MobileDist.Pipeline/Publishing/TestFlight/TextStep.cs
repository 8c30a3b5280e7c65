using System.Text;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Settings.TestFlight;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Tells testers what to test, in each language that is asked for.</summary>
internal static class TextStep
{
    private const long LargestFile = 256 * 1024;
    private const string DefaultLocale = "en-US";

    public static async Task RunAsync(TestFlightRun run, AppleBuild build, CancellationToken cancellationToken)
    {
        var testing = new BuildTesting(run.Api);
        var ending = PullRequestMark.LineOf(run.Context.Facts);
        foreach (var source in run.Settings.WhatToTest)
        {
            var text = run.Context.Redactor.Redact(source.Path is { } path ? Read(path) : PullRequestText.Of(run.Context.Facts));
            if (text.Length == 0 && ending is null)
            {
                continue;
            }

            var locale = source.Locale ?? run.App.PrimaryLocale ?? DefaultLocale;
            if (await testing.SetWhatToTestAsync(build.Id, locale, text, cancellationToken, ending) is Change.Made)
            {
                run.Did($"Told testers what to test ({locale}).");
            }
        }
    }

    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: a file cannot be read.</exception>
    public static void Check(IEnumerable<WhatToTestSource> sources)
    {
        foreach (var path in sources.Select(source => source.Path).OfType<string>())
        {
            Read(path);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? File.ReadAllText(path, Encoding.UTF8).Trim()
                : throw new DistributionException(ExitCode.Settings, TestFlightFaults.TextTooBig(path, LargestFile));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DistributionException(ExitCode.Settings, TestFlightFaults.TextUnreadable(path, error.Message), error);
        }
    }
}
