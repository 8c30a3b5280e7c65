using System.Text.RegularExpressions;

namespace MobileDist.GooglePlay;

/// <summary>
/// Sign-in without any stored key: the CI platform says who the run is, a provider of a workload identity pool believes
/// it, and the run then acts as a service account. Google Play knows its users by mail addresses, so a service account is
/// always needed.
/// </summary>
public sealed partial record WorkloadIdentity
{
    private WorkloadIdentity(string provider, string serviceAccount)
    {
        Provider = provider;
        ServiceAccount = serviceAccount;
    }

    /// <summary><c>projects/123456789/locations/global/workloadIdentityPools/POOL/providers/PROVIDER</c>.</summary>
    public string Provider { get; }

    /// <summary>The service account's mail address.</summary>
    public string ServiceAccount { get; }

    /// <summary>For whom the CI platform makes the identity token, where it can be asked for an audience: what providers expect unless they are told otherwise.</summary>
    internal string TokenAudience => "https://iam.googleapis.com/" + Provider;

    /// <summary>The provider as the Security Token Service names it.</summary>
    internal string ProviderAudience => "//iam.googleapis.com/" + Provider;

    /// <param name="provider">The provider's resource name, also with <c>//iam.googleapis.com/</c> before it.</param>
    /// <param name="serviceAccount">The mail address of the service account to act as.</param>
    /// <exception cref="DistributionException">One of them has another form; the message says which.</exception>
    public static WorkloadIdentity Parse(string provider, string? serviceAccount)
    {
        var name = provider.Trim().TrimEnd('/');
        foreach (var prefix in (string[])["https://iam.googleapis.com/", "//iam.googleapis.com/", "/"])
        {
            name = name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name;
        }

        if (!ResourceName.IsMatch(name))
        {
            throw CredentialFaults.BadProvider(name);
        }

        var account = serviceAccount?.Trim() ?? "";
        if (account.Length == 0)
        {
            throw CredentialFaults.NoServiceAccount();
        }

        return AccountAddress.IsMatch(account) ? new WorkloadIdentity(name, account) : throw CredentialFaults.BadServiceAccount(account);
    }

    /// <summary>Whether it is the mail address of a service account.</summary>
    internal static bool IsServiceAccount(string address) => AccountAddress.IsMatch(address);

    [GeneratedRegex(@"\Aprojects/[0-9]{1,20}/locations/[a-z0-9-]{1,40}/workloadIdentityPools/[a-z0-9-]{1,64}/providers/[a-z0-9-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ResourceName { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}@([A-Za-z0-9-]{1,63}\.){1,6}gserviceaccount\.com\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AccountAddress { get; }
}
