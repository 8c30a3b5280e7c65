namespace MobileDist.GooglePlay;

/// <summary>Where Google's sign-in services and Cloud Identity are. What is null is where Google, or the credentials file, says.</summary>
public sealed record GoogleAddresses
{
    public const string TokenVariable = "MOBILEDIST_GOOGLE_TOKEN_URL";
    public const string SecurityTokensVariable = "MOBILEDIST_GOOGLE_STS_URL";
    public const string IamCredentialsVariable = "MOBILEDIST_GOOGLE_IAM_CREDENTIALS_URL";
    public const string CloudIdentityVariable = "MOBILEDIST_CLOUD_IDENTITY_URL";

    internal static readonly Uri StandardToken = new("https://oauth2.googleapis.com/token");
    internal static readonly Uri StandardSecurityTokens = new("https://sts.googleapis.com/v1/token");
    internal static readonly Uri StandardIamCredentials = new("https://iamcredentials.googleapis.com/");
    internal static readonly Uri StandardCloudIdentity = new("https://cloudidentity.googleapis.com/");

    /// <summary>Signs in service accounts by their key, and users.</summary>
    public Uri? Token { get; init; }

    /// <summary>The Security Token Service, which takes identity tokens of others.</summary>
    public Uri? SecurityTokens { get; init; }

    /// <summary>Makes tokens for impersonated service accounts; without the path.</summary>
    public Uri? IamCredentials { get; init; }

    /// <summary>Groups and their members; without the path.</summary>
    public Uri? CloudIdentity { get; init; }

    /// <summary>As the variables above say.</summary>
    /// <exception cref="DistributionException">One holds no address, or one with plain http to another machine.</exception>
    public static GoogleAddresses From(IReadOnlyDictionary<string, string> environment) => new()
    {
        Token = Read(environment, TokenVariable),
        SecurityTokens = Read(environment, SecurityTokensVariable),
        IamCredentials = Read(environment, IamCredentialsVariable),
        CloudIdentity = Read(environment, CloudIdentityVariable),
    };

    private static Uri? Read(IReadOnlyDictionary<string, string> environment, string variable) =>
        environment.TryGetValue(variable, out var value) && !string.IsNullOrWhiteSpace(value) ? GoogleAddress.Parse(value, variable) : null;
}
