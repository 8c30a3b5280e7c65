namespace MobileDist.AppStoreConnect;

/// <summary>The apps that the key can see.</summary>
public sealed class AppleApps(AppStoreConnectApi api)
{
    /// <summary>The app with exactly this bundle id; Apple's own filter finds more.</summary>
    /// <exception cref="DistributionException">There is none, or Apple refuses. Apps cannot be created through the API.</exception>
    public async Task<AppleApp> FindAsync(string bundleId, CancellationToken cancellationToken)
    {
        var found = await ListAsync(new AppleQuery("v1/apps").Filter("bundleId", bundleId), cancellationToken);
        if (found.Find(app => string.Equals(app.BundleId, bundleId, StringComparison.Ordinal)) is { } app)
        {
            return app;
        }

        var all = await ListAsync(new AppleQuery("v1/apps"), cancellationToken);
        throw AppStoreConnectFaults.NoSuchApp(bundleId, [.. all.Select(other => other.BundleId)]);
    }

    private async Task<List<AppleApp>> ListAsync(AppleQuery query, CancellationToken cancellationToken)
    {
        var apps = await api.ListAsync(query.With("fields[apps]", "bundleId,name,primaryLocale").InPages().ToString(), AppStoreConnectFaults.FindApp, cancellationToken);
        return [.. apps.Data.Select(app => new AppleApp(app.Id, app.Text("bundleId") ?? "", app.Text("name") ?? "", app.Text("primaryLocale")))];
    }
}
