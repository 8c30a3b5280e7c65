using System.Text.Json;
using MobileDist.Pipeline;
using MobileDist.PullRequests;

namespace MobileDist.Build;

/// <summary>
/// Hands what came out to later steps of the job: for one release each value under its own name, for several those of the
/// first, and always all of them as JSON.
/// </summary>
public sealed class RunOutputs(ICiPlatform platform)
{
    public void Set(Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        var releases = distribution.Results;
        if (releases.FirstOrDefault(release => !release.Failed) is { } first)
        {
            Set("install-link", first.Link);
            Set("package", first.Package);
            Set("version", first.VersionName);
            Set("build-number", first.BuildNumber);
            Set("qr", first.QrCode);
            Set("receipt", first.Receipt);
        }

        Set("comment", distribution.Announcement?.Deliveries.OfType<CommentDelivery.Written>().FirstOrDefault()?.Link);
        Set("releases", JsonSerializer.Serialize(releases.Select(RunOutput.Of), RunOutputJson.Default.IEnumerableRunOutput));
    }

    private void Set(string name, string? value)
    {
        if (value is not null)
        {
            platform.SetOutput(name, value);
        }
    }
}
