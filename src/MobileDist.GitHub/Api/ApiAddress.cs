namespace MobileDist.GitHub;

/// <summary>Where GitHub's API is: the service's, or a company's own server's.</summary>
internal static class ApiAddress
{
    /// <summary>The address with a slash at its end.</summary>
    public static Uri Parse(string value) => ServiceAddress.Parse(value) ?? throw GitHubFaults.BadApiAddress(value);

    /// <summary><c>/graphql</c> beside the API; on a company's own server <c>/api/graphql</c> beside <c>/api/v3</c>.</summary>
    public static Uri GraphQlOf(Uri api) =>
        api.AbsolutePath.EndsWith("/api/v3/", StringComparison.Ordinal) ? new Uri(api, "../graphql") : new Uri(api, "graphql");
}
