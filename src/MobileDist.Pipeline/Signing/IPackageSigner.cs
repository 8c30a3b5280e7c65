using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Pipeline.Signing;

/// <summary>What signs one release, opened; holds a private key until it is disposed.</summary>
internal interface IPackageSigner : IDisposable
{
    /// <summary>One sentence for the log: which key, and where it came from.</summary>
    string Description { get; }

    /// <summary>SHA-256 of the certificate's DER, lower-case hexadecimal.</summary>
    string CertificateDigest { get; }

    /// <summary>Whether it was made for trying out.</summary>
    bool ThrowAway { get; }

    /// <summary>What forbids signing, whatever the package; <see cref="InspectAsync"/> tells it too.</summary>
    ImmutableArray<Fault> Errors { get; }

    /// <summary>What the user should know about the key.</summary>
    ImmutableArray<Fault> Warnings { get; }

    /// <summary>Everything but the package that decides what the signed package looks like; no secrets.</summary>
    ImmutableArray<(string Name, string? Value)> Inputs { get; }

    /// <summary>Weighs a package that is to be signed; always called before <see cref="SignAsync"/>.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/> with everything that forbids signing it.</exception>
    Task<SigningInspection> InspectAsync(string path, PackageInfo package, CancellationToken cancellationToken);

    /// <summary>What the package says about itself once it is signed: the settings may set identifier and version on the way.</summary>
    PackageInfo Expected(PackageInfo package);

    /// <summary>Writes a signed copy, reads it again and recomputes every signature.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: it cannot be signed, or does not verify.</exception>
    Task<VerifiedSignature> SignAsync(string input, string output, PackageInfo package, IProgress<WorkProgress>? progress, CancellationToken cancellationToken);
}
