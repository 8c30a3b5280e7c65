using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing;

/// <summary>Whether a key and its certificate are fit to sign an Android app, found out before anything is built or sent.</summary>
public static class AndroidIdentityCheck
{
    private const int FewestRsaBits = 2048;
    private const string CommonName = "2.5.4.3";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EcPublicKey = "1.2.840.10045.2.1";

    /// <summary>Google Play takes keys whose certificate is valid beyond this day (developer.android.com, Sign your app).</summary>
    public static DateTimeOffset PlayValidityLimit { get; } = new(2033, 10, 22, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Errors: the debug certificate, expired, not yet valid, RSA under 2048 bits, a curve that Android lacks, DSA. Warnings: ends before
    /// <see cref="PlayValidityLimit"/> (the caller that publishes to Google Play may make an error of it), a certificate signed with a broken hash.
    /// </summary>
    /// <param name="identity">The key with its chain.</param>
    /// <param name="source">What the keystore is called in messages.</param>
    /// <param name="now">The time to hold the validity against.</param>
    public static IdentityFindings Inspect(SigningIdentity identity, string source, DateTimeOffset now)
    {
        var certificate = identity.Certificate;
        List<Fault> errors = [];
        List<Fault> warnings = [];
        if (IsDebug(certificate))
        {
            errors.Add(KeystoreFaults.DebugCertificate(source, certificate));
        }

        InspectValidity(certificate, source, now, errors, warnings);
        InspectKey(certificate.PublicKey, identity.PrivateKey, source, errors);
        if (WeakSignature(certificate.SignatureAlgorithm.Value) is { } weak)
        {
            warnings.Add(KeystoreFaults.WeakSignatureHash(source, certificate, weak));
        }

        return new IdentityFindings([.. errors], [.. warnings]);
    }

    private static void InspectValidity(X509Certificate2 certificate, string source, DateTimeOffset now, List<Fault> errors, List<Fault> warnings)
    {
        var (start, end) = CertificateValidity.Read(certificate.RawDataMemory);
        if (now > end)
        {
            errors.Add(KeystoreFaults.Expired(source, certificate, end));
            return;
        }

        if (now < start)
        {
            errors.Add(KeystoreFaults.NotYetValid(source, certificate, start, now));
        }

        if (end <= PlayValidityLimit)
        {
            warnings.Add(KeystoreFaults.EndsBeforePlayLimit(source, certificate, end, PlayValidityLimit));
        }
    }

    private static void InspectKey(PublicKey publicKey, AsymmetricAlgorithm privateKey, string source, List<Fault> errors)
    {
        switch (publicKey.Oid.Value)
        {
            case RsaEncryption:
                if (privateKey.KeySize < FewestRsaBits)
                {
                    errors.Add(KeystoreFaults.RsaTooShort(source, privateKey.KeySize));
                }

                break;
            case EcPublicKey:
                var curve = Curve(publicKey);
                if (curve is not ("1.2.840.10045.3.1.7" or "1.3.132.0.34" or "1.3.132.0.35"))
                {
                    errors.Add(KeystoreFaults.CurveUnsupported(source, CurveName(curve)));
                }

                break;
            case var other:
                errors.Add(KeystoreFaults.KeyAlgorithmUnsupported(source, PrivateKeyImport.AlgorithmName(other ?? "unknown")));
                break;
        }
    }

    /// <summary>The named curve's identifier; a curve spelled out in numbers has none, and Android takes none such.</summary>
    private static string Curve(PublicKey publicKey)
    {
        try
        {
            return AsnDecoder.ReadObjectIdentifier(publicKey.EncodedParameters?.RawData, AsnEncodingRules.BER, out _);
        }
        catch (AsnContentException)
        {
            return "without a name";
        }
    }

    private static string CurveName(string curve) => curve switch
    {
        "1.3.132.0.10" => "secp256k1",
        "1.3.132.0.33" => "secp224r1",
        "1.2.840.10045.3.1.1" => "secp192r1",
        "1.3.36.3.3.2.8.1.1.7" => "brainpoolP256r1",
        "1.3.36.3.3.2.8.1.1.11" => "brainpoolP384r1",
        "1.3.36.3.3.2.8.1.1.13" => "brainpoolP512r1",
        _ => curve,
    };

    /// <summary>The certificate's own signature where its hash is broken: MD2, MD4, MD5, SHA-1.</summary>
    private static string? WeakSignature(string? algorithm) => algorithm switch
    {
        "1.2.840.113549.1.1.2" => "MD2withRSA",
        "1.2.840.113549.1.1.3" => "MD4withRSA",
        "1.2.840.113549.1.1.4" => "MD5withRSA",
        "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" => "SHA1withRSA",
        "1.2.840.10040.4.3" => "SHA1withDSA",
        "1.2.840.10045.4.1" => "SHA1withECDSA",
        _ => null,
    };

    private static bool IsDebug(X509Certificate2 certificate) =>
        certificate.SubjectName.EnumerateRelativeDistinguishedNames().Any(IsDebugName);

    private static bool IsDebugName(X500RelativeDistinguishedName name)
    {
        try
        {
            // Two values in one relative name have no single type to ask for; nobody's tools make those.
            return !name.HasMultipleElements
                && string.Equals(name.GetSingleElementType().Value, CommonName, StringComparison.Ordinal)
                && string.Equals(name.GetSingleElementValue()?.Trim(), "Android Debug", StringComparison.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            // Old certificates hold letters that their string type does not have. Android does not mind, and the debug tools write none.
            return false;
        }
    }
}
