using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Apple.Identity.Checks;

/// <summary>Whether the certificate is of the right kind, valid now, and Apple's.</summary>
internal static class SignerCheck
{
    /// <summary>From when on an end is told beforehand.</summary>
    public static TimeSpan Notice { get; } = TimeSpan.FromDays(30);

    public static void Inspect(AppleSigningInputs inputs, FindingList findings)
    {
        var signer = inputs.Signer;
        var certificate = signer.Identity.Certificate;
        if (signer.Kind != inputs.BuildType.CertificateKind())
        {
            findings.Errors.Add(AppleIdentityFaults.WrongCertificate(inputs.SignerSource, signer, inputs.BuildType));
        }
        else if (!AppleCertificateFacts.AllowsCodeSigning(certificate))
        {
            findings.Errors.Add(AppleIdentityFaults.NoCodeSigning(inputs.SignerSource, signer));
        }

        InspectValidity(inputs, findings);
        InspectChain(inputs, findings);
    }

    private static void InspectValidity(AppleSigningInputs inputs, FindingList findings)
    {
        var (start, end) = CertificateValidity.Read(inputs.Signer.Identity.Certificate.RawDataMemory);
        if (inputs.Now > end)
        {
            findings.Errors.Add(AppleIdentityFaults.CertificateExpired(inputs.SignerSource, inputs.Signer, end));
        }
        else if (inputs.Now < start)
        {
            findings.Errors.Add(AppleIdentityFaults.CertificateNotYetValid(inputs.SignerSource, inputs.Signer, start, inputs.Now));
        }
        else if (end - inputs.Now <= Notice)
        {
            findings.Warnings.Add(AppleIdentityFaults.CertificateEndsSoon(inputs.SignerSource, inputs.Signer, end, inputs.Now));
        }
    }

    private static void InspectChain(AppleSigningInputs inputs, FindingList findings)
    {
        var signer = inputs.Signer;
        switch (AppleChain.Inspect(signer.Chain, inputs.ExtraRoots, inputs.Now))
        {
            case AppleChain.Incomplete incomplete:
                findings.Errors.Add(AppleIdentityFaults.IssuerMissing(inputs.SignerSource, incomplete.Last));
                break;
            case AppleChain.Foreign foreign:
                findings.Errors.Add(AppleIdentityFaults.NotApples(inputs.SignerSource, signer, foreign.Root));
                break;
            case AppleChain.Broken broken:
                findings.Errors.Add(AppleIdentityFaults.ChainBroken(inputs.SignerSource, signer, broken.Reason));
                break;
            case AppleChain.Named named:
                findings.Warnings.Add(AppleIdentityFaults.OnlyForTrying(named.Root));
                CheckTeam(inputs, findings);
                break;
            default:
                CheckTeam(inputs, findings);
                break;
        }
    }

    private static void CheckTeam(AppleSigningInputs inputs, FindingList findings)
    {
        // Without the right marker the first finding is the one to act on.
        if (inputs.Signer is { TeamId: null, Kind: AppleCertificateKind.Distribution or AppleCertificateKind.Development })
        {
            findings.Errors.Add(AppleIdentityFaults.NotForDevelopers(inputs.SignerSource, inputs.Signer));
        }
    }
}
