namespace MobileDist.Signing.Apple.Identity.Checks;

/// <summary>Picks the profile of a bundle among all that are given.</summary>
internal static class ProfileChoice
{
    /// <summary>
    /// Of those that cover the identifier: one of the kind that the build type takes, then the exact one before the longest wildcard (as
    /// Xcode picks), then one that the certificate is in, then one that has not expired, then the one that lasts longest. Null when none
    /// covers it; a chosen one may still be unfit, which is the profile check's to say.
    /// </summary>
    public static ProvisioningProfile? For(AppleBundleFacts bundle, AppleSigningInputs inputs) => inputs.Profiles
        .Where(profile => profile.Covers(bundle.Identifier))
        .OrderByDescending(profile => profile.Kind == inputs.BuildType.ProfileKind())
        .ThenByDescending(profile => !profile.IsWildcard)
        .ThenByDescending(profile => profile.AppId.Length)
        .ThenByDescending(profile => profile.Holds(inputs.Signer.Identity.Certificate))
        .ThenByDescending(profile => profile.ExpiresOn > inputs.Now)
        .ThenByDescending(profile => profile.ExpiresOn)
        .FirstOrDefault();
}
