using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>What a credentials file says, by its <c>type</c> (https://google.aip.dev/auth/4110 and those it names).</summary>
internal abstract record CredentialFile
{
    private CredentialFile()
    {
    }

    /// <param name="Email">Of the service account.</param>
    /// <param name="KeyId">Of its key; Google looks for the right one without it.</param>
    /// <param name="PrivateKey">As it stands there.</param>
    /// <param name="TokenAddress">Where to sign in.</param>
    public sealed record ServiceAccount(string Email, string? KeyId, Secret PrivateKey, Uri TokenAddress) : CredentialFile;

    /// <summary>A person who signed in with <c>gcloud auth application-default login</c>.</summary>
    public sealed record AuthorizedUser(string ClientId, Secret ClientSecret, Secret RefreshToken, Uri TokenAddress) : CredentialFile;

    /// <summary>Whoever has an identity token of somebody whom a workload identity pool believes.</summary>
    /// <param name="Audience">The provider.</param>
    /// <param name="SubjectTokenType">What the identity token is.</param>
    /// <param name="TokenAddress">The Security Token Service.</param>
    /// <param name="Subject">Where the identity token is.</param>
    public sealed record ExternalAccount(string Audience, string SubjectTokenType, Uri TokenAddress, SubjectTokenPlace Subject) : CredentialFile;

    /// <summary>Somebody who acts as a service account.</summary>
    /// <param name="Source">Who.</param>
    /// <param name="Address">Where to ask for it.</param>
    /// <param name="Delegates">The accounts in between.</param>
    public sealed record Impersonating(CredentialFile Source, Uri Address, ImmutableArray<string> Delegates) : CredentialFile;
}
