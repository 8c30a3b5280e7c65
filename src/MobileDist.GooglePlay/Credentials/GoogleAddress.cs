namespace MobileDist.GooglePlay;

/// <summary>The rule for addresses that get credentials or tokens: https, or http on loopback only.</summary>
internal static class GoogleAddress
{
    /// <param name="value">An address.</param>
    /// <param name="source">Where it is from, for the message: a variable's name, or a credentials file and its member.</param>
    /// <exception cref="DistributionException">It is no address, or not one to trust.</exception>
    public static Uri Parse(string value, string source) =>
        Uri.TryCreate(value.Trim(), UriKind.Absolute, out var address) && ServiceAddress.IsTrusted(address) && address.UserInfo.Length + address.Fragment.Length == 0
            ? address
            : throw CredentialFaults.BadAddress(value, source);

    /// <summary>Fit to be shown: without what may be secret in an address.</summary>
    public static string Shown(string value)
    {
        var cut = value.IndexOfAny(['?', '#']) is >= 0 and var end ? value[..end] : value;
        return PlainText.Clean(cut.LastIndexOf('@') is >= 0 and var at ? "***" + cut[at..] : cut);
    }
}
