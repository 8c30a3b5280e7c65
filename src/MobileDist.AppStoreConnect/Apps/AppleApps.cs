namespace MobileDist.AppStoreConnect;

/// <summary>The apps that the key can see.</summary>
public sealed class AppleApps(AppStoreConnectApi api)
{
    private const string Fields = "bundleId,name,primaryLocale";

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

    /// <summary>The app with this number.</summary>
    /// <exception cref="DistributionException">There is none that this key can see, or Apple refuses.</exception>
    public async Task<AppleApp> GetAsync(string id, CancellationToken cancellationToken)
    {
        var query = new AppleQuery($"v1/apps/{Uri.EscapeDataString(id)}").With("fields[apps]", Fields);
        return (await api.FindAsync(query.ToString(), AppStoreConnectFaults.FindApp, cancellationToken))?.One is { } app ? Of(app) : throw AppStoreConnectFaults.NoAppOfNumber(id);
    }

    /// <summary>Asks for one app, whichever: what is wrong with the key shows.</summary>
    public Task TryKeyAsync(CancellationToken cancellationToken) =>
        api.GetAsync(new AppleQuery("v1/apps").With("fields[apps]", Fields).With("limit", "1").ToString(), AppStoreConnectFaults.FindApp, cancellationToken);

    private static AppleApp Of(AppleResource app) => new(app.Id, app.Text("bundleId") ?? "", app.Text("name") ?? "", app.Text("primaryLocale"));

    private async Task<List<AppleApp>> ListAsync(AppleQuery query, CancellationToken cancellationToken)
    {
        var apps = await api.ListAsync(query.With("fields[apps]", Fields).InPages().ToString(), AppStoreConnectFaults.FindApp, cancellationToken);
        return [.. apps.Data.Select(Of)];
    }
}
