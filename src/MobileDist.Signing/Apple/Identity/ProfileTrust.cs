namespace MobileDist.Signing.Apple.Identity;

/// <summary>Who signed a provisioning profile. One whose signature does not hold is never read at all.</summary>
public enum ProfileTrust
{
    /// <summary>Apple's profile signer, up to Apple's root.</summary>
    Apple = 0,

    /// <summary>Somebody else; the signature holds.</summary>
    Other = 1,

    /// <summary>The signer's certificate is not in the file, so that the signature could not be checked.</summary>
    NotVerified = 2,
}
