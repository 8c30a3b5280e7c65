using System.Globalization;
using System.Numerics;

namespace MobileDist.AppStoreConnect;

/// <summary>The builds of an app.</summary>
public sealed class AppleBuilds(AppStoreConnectApi api)
{
    private const string Sent = "preReleaseVersion,buildBetaDetail";

    /// <summary>The build of exactly this version, number and platform; null while Apple lists none.</summary>
    public async Task<AppleBuild?> FindAsync(BuildIdentity identity, CancellationToken cancellationToken)
    {
        // Version, number and platform together: a number alone is that of another version's build too.
        var query = new AppleQuery("v1/builds")
            .Filter("app", identity.AppId)
            .Filter("version", identity.BuildNumber)
            .Filter("preReleaseVersion.version", string.Join(',', identity.Spellings))
            .Filter("preReleaseVersion.platform", identity.Platform.ToApi())
            .With("include", Sent)
            .With("sort", "-uploadedDate")
            .InPages();
        var list = await api.ListAsync(query.ToString(), AppStoreConnectFaults.ReadBuilds, cancellationToken);
        return list.Data.Select(build => AppleBuild.Of(build, list)).FirstOrDefault(build => string.Equals(build.BuildNumber, identity.BuildNumber, StringComparison.Ordinal));
    }

    /// <summary>A build by its id; null when there is none.</summary>
    public async Task<AppleBuild?> GetAsync(string buildId, CancellationToken cancellationToken)
    {
        var answer = await api.FindAsync(new AppleQuery($"v1/builds/{Uri.EscapeDataString(buildId)}").With("include", Sent).ToString(), AppStoreConnectFaults.ReadBuilds, cancellationToken);
        return answer?.One is { } build ? AppleBuild.Of(build, answer) : null;
    }

    /// <summary>The builds that testers can still have, with what to test in them, the newest first.</summary>
    public async Task<IReadOnlyList<AppleBuild>> ListOpenAsync(string appId, ApplePlatform platform, CancellationToken cancellationToken)
    {
        var query = new AppleQuery("v1/builds")
            .Filter("app", appId)
            .Filter("expired", "false")
            .Filter("preReleaseVersion.platform", platform.ToApi())
            .With("include", Sent + ",betaBuildLocalizations")
            .With("limit[betaBuildLocalizations]", "50")
            .With("sort", "-uploadedDate")
            .InPages();
        var list = await api.ListAsync(query.ToString(), AppStoreConnectFaults.ReadBuilds, cancellationToken);
        return [.. list.Data.Select(build => AppleBuild.Of(build, list))];
    }

    /// <summary>
    /// A build number that Apple takes next: one above the highest among all uploads and builds of this app, platform and
    /// version. Uploads count too, for builds show up only once they are processed.
    /// </summary>
    /// <param name="appId">The app's number.</param>
    /// <param name="version">CFBundleShortVersionString; null: the highest of all versions, as macOS apps need it.</param>
    /// <param name="platform">What it runs on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="above">A number that Apple named as the last one, where it did: the next is above it too.</param>
    public async Task<string> NextNumberAsync(string appId, string? version, ApplePlatform platform, CancellationToken cancellationToken, string? above = null)
    {
        var identity = new BuildIdentity(appId, version ?? "", "", platform);
        var uploads = await api.ListAsync(
            new AppleQuery($"v1/apps/{Uri.EscapeDataString(appId)}/buildUploads").Filter("platform", platform.ToApi()).With("sort", "-uploadedDate").InPages().ToString(),
            AppStoreConnectFaults.ReadBuilds,
            cancellationToken);
        var builds = await api.ListAsync(
            new AppleQuery("v1/builds").Filter("app", appId).Filter("preReleaseVersion.platform", platform.ToApi()).With("include", "preReleaseVersion").With("sort", "-uploadedDate").InPages().ToString(),
            AppStoreConnectFaults.ReadBuilds,
            cancellationToken);
        var numbers = uploads.Data
            .Where(upload => version is null || identity.IsSameVersion(upload.Text("cfBundleShortVersionString")))
            .Select(upload => upload.Text("cfBundleVersion"))
            .Concat(builds.Data.Select(build => AppleBuild.Of(build, builds)).Where(build => version is null || identity.IsSameVersion(build.Version)).Select(build => build.BuildNumber))
            .Append(above);
        return After(numbers.OfType<string>().Select(Parse).OfType<BigInteger[]>().Order(Comparer<BigInteger[]>.Create(Compare)).LastOrDefault());
    }

    private static string After(BigInteger[]? parts)
    {
        if (parts is null)
        {
            return "1";
        }

        BigInteger[] next = [.. parts[..^1], parts[^1] + 1];
        return string.Join('.', next.Select(part => part.ToString(CultureInfo.InvariantCulture)));
    }

    private static BigInteger[]? Parse(string number)
    {
        const int LongestNumber = 40;
        var parts = number.Split('.');
        return number.Length is > 0 and <= LongestNumber && Array.TrueForAll(parts, part => part.Length > 0 && part.All(char.IsAsciiDigit))
            ? [.. parts.Select(part => BigInteger.Parse(part, CultureInfo.InvariantCulture))]
            : null;
    }

    private static int Compare(BigInteger[] left, BigInteger[] right)
    {
        for (var at = 0; at < Math.Max(left.Length, right.Length); at++)
        {
            var order = left.ElementAtOrDefault(at).CompareTo(right.ElementAtOrDefault(at));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
