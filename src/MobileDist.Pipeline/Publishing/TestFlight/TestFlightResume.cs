using System.Collections.Immutable;
using System.Text.Json;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>What the receipt keeps of TestFlight, for a run that goes on and for taking builds down. No secrets, nobody's name.</summary>
internal sealed record TestFlightResume
{
    private const int MostBuilds = 50;

    public string? AppId { get; init; }

    public BuildUploadRecord? Upload { get; init; }

    /// <summary>A build number that Apple will not take (again): <see cref="Stages.NextBuildNumber"/> does not keep it.</summary>
    public string? RejectedBuildNumber { get; init; }

    /// <summary>Of which pull request <see cref="Builds"/> are; null outside of them.</summary>
    public string? PullRequest { get; init; }

    /// <summary>The builds of this release and pull request so far, the newest last.</summary>
    public ImmutableArray<string> Builds
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>What a record holds; empty when there is none, or none that can be understood.</summary>
    public static TestFlightResume Of(RecordedChannel? record)
    {
        if (record?.Resume is not { } resume)
        {
            return new TestFlightResume();
        }

        try
        {
            var read = resume.Deserialize(TestFlightJson.Default.TestFlightResume) ?? new TestFlightResume();
            return read with
            {
                Upload = read.Upload is { } upload ? upload with { DoneParts = upload.DoneParts.IsDefault ? [] : upload.DoneParts } : null,
                Builds = [.. read.Builds.OfType<string>()],
            };
        }
        catch (JsonException)
        {
            // Another version's, or made by hand: what was done is found at Apple.
            return new TestFlightResume();
        }
    }

    /// <summary>The same with the build, and the earlier ones of this pull request.</summary>
    public TestFlightResume With(string buildId, string? pullRequest)
    {
        ImmutableArray<string> before = string.Equals(PullRequest, pullRequest, StringComparison.Ordinal) ? Builds : [];
        return this with { PullRequest = pullRequest, Builds = [.. before.Where(id => !string.Equals(id, buildId, StringComparison.Ordinal)).TakeLast(MostBuilds - 1), buildId] };
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, TestFlightJson.Default.TestFlightResume);
}
