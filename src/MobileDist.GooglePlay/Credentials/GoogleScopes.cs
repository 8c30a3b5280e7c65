namespace MobileDist.GooglePlay;

/// <summary>What an access token may be for (https://developers.google.com/identity/protocols/oauth2/scopes).</summary>
public static class GoogleScopes
{
    /// <summary>All of the Google Play Developer API.</summary>
    public const string AndroidPublisher = "https://www.googleapis.com/auth/androidpublisher";

    /// <summary>Reading and changing groups and their members; a token for Google Play alone has no right to it.</summary>
    public const string CloudIdentityGroups = "https://www.googleapis.com/auth/cloud-identity.groups";

    /// <summary>What a token needs that is used for nothing but to impersonate a service account.</summary>
    internal const string CloudPlatform = "https://www.googleapis.com/auth/cloud-platform";
}
