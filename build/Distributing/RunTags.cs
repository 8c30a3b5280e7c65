using MobileDist.Pipeline;
using MobileDist.PullRequests;

namespace MobileDist.Build;

/// <summary>Marks the run by what it published, so that the runs with a package for testers are found again.</summary>
public sealed class RunTags(ICiPlatform platform)
{
    private const string Common = "mobiledist";

    public void Set(IEnumerable<ReleaseResult> results)
    {
        var published = results.Where(result => !result.Failed && result.Link is not null).Select(result => result.Release).ToList();
        if (published.Count == 0)
        {
            return;
        }

        foreach (var tag in published.Prepend(Common))
        {
            platform.AddTag(tag);
        }
    }
}
