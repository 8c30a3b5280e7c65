namespace MobileDist.Signing.Apple.Identity;

/// <summary>What Apple issued a certificate for, by the marker extensions 1.2.840.113635.100.6.1.* (Apple's certification practice statement).</summary>
public enum AppleCertificateKind
{
    /// <summary>It bears none of the markers below.</summary>
    Unknown = 0,

    /// <summary>6.1.2: Apple Development, iPhone Developer.</summary>
    Development = 1,

    /// <summary>6.1.4: Apple Distribution, iPhone Distribution; with an enterprise profile it signs in-house apps.</summary>
    Distribution = 2,

    /// <summary>6.1.25.1: Apple's own signature on TestFlight builds.</summary>
    TestFlight = 3,

    /// <summary>6.1.7 alone: 3rd Party Mac Developer Application.</summary>
    MacApp = 4,

    /// <summary>6.1.8: 3rd Party Mac Developer Installer.</summary>
    MacInstaller = 5,

    /// <summary>6.1.12 alone: Mac Developer.</summary>
    MacDevelopment = 6,

    /// <summary>6.1.13: Developer ID Application.</summary>
    DeveloperId = 7,

    /// <summary>6.1.14: Developer ID Installer.</summary>
    DeveloperIdInstaller = 8,
}
