namespace MobileDist.Signing.Apple.Identity.Checks;

/// <summary>Whether a profile that a bundle will carry is of the right kind, in force, and holds the certificate.</summary>
internal static class ProfileCheck
{
    private const string Phone = "iOS";

    public static void Inspect(ProvisioningProfile profile, AppleSigningInputs inputs, FindingList findings)
    {
        var signer = inputs.Signer;
        if (profile.Kind != inputs.BuildType.ProfileKind())
        {
            findings.Errors.Add(AppleIdentityFaults.WrongProfile(profile, inputs.BuildType));
        }

        if (!profile.Platforms.IsEmpty && !profile.Platforms.Contains(Phone, StringComparer.OrdinalIgnoreCase))
        {
            findings.Errors.Add(AppleIdentityFaults.OtherPlatform(profile));
        }

        InspectDates(profile, inputs.Now, findings);
        if (signer.TeamId is not null && !string.Equals(signer.TeamId, profile.TeamId, StringComparison.Ordinal))
        {
            // A certificate of another team, or of another kind, cannot be in the profile; saying that too would only be noise.
            findings.Errors.Add(AppleIdentityFaults.OtherTeam(profile, inputs.SignerSource, signer));
        }
        else if (signer.Kind == inputs.BuildType.CertificateKind() && !profile.Holds(signer.Identity.Certificate))
        {
            findings.Errors.Add(AppleIdentityFaults.CertificateNotInProfile(profile, inputs.SignerSource, signer));
        }

        if (profile.Trust != ProfileTrust.Apple && !IsOfExtraRoot(profile, inputs))
        {
            findings.Errors.Add(AppleIdentityFaults.ProfileNotApples(profile));
        }
    }

    private static void InspectDates(ProvisioningProfile profile, DateTimeOffset now, FindingList findings)
    {
        if (profile.ExpiresOn <= now)
        {
            findings.Errors.Add(AppleIdentityFaults.ProfileExpired(profile));
        }
        else if (profile.ExpiresOn - now <= SignerCheck.Notice)
        {
            findings.Warnings.Add(AppleIdentityFaults.ProfileEndsSoon(profile, now));
        }
    }

    private static bool IsOfExtraRoot(ProvisioningProfile profile, AppleSigningInputs inputs) =>
        profile.SignedUnder is { } under && inputs.ExtraRoots.Any(root => root.RawDataMemory.Span.SequenceEqual(under.AsSpan()));
}
