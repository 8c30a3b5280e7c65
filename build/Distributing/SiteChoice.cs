namespace MobileDist.Build;

/// <summary>Which site folder to serve: the one that is named, or that of the only release that has one.</summary>
internal static class SiteChoice
{
    /// <exception cref="DistributionException">There is none, or more than one.</exception>
    public static async Task<string> OfAsync(BuildContext context, DistributionSession session)
    {
        if (context.Argument("site") is { Length: > 0 } named)
        {
            return Path.GetFullPath(named, context.WorkingFolder);
        }

        var distribution = await session.ForAsync(context);
        var sites = distribution.Sites;
        return sites switch
        {
            [var only] => only.Folder,
            [] => throw HostFaults.NoSite(distribution.OutputFolder),
            _ => throw HostFaults.SeveralSites(sites.Select(site => site.Folder)),
        };
    }
}
