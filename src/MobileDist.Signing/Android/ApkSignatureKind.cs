namespace MobileDist.Signing.Android;

/// <summary>What key and padding a signature algorithm takes.</summary>
internal enum ApkSignatureKind
{
    RsaPkcs1 = 0,
    RsaPss = 1,
    Ecdsa = 2,
}
