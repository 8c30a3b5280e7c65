using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>Which schemes a package is signed with.</summary>
internal static class ApkSchemeChoice
{
    /// <summary>Android 7, the first to check v2; everything older checks v1 only.</summary>
    public const int FirstWithV2 = 24;

    /// <summary>Android 9, the first to check v3.</summary>
    public const int FirstWithV3 = 28;

    /// <summary>The chosen schemes, or those that the minimum SDK asks for.</summary>
    public static ApkSchemes Resolve(ApkSigningOptions options)
    {
        var minSdk = options.MinSdk;
        if (minSdk < 1)
        {
            throw ApkSigningFaults.MinSdk(minSdk);
        }

        if (options.Schemes.IsDefaultOrEmpty)
        {
            return new ApkSchemes(V1: minSdk < FirstWithV2, V2: true, V3: true);
        }

        var (v1, v2, v3) = (false, false, false);
        foreach (var scheme in options.Schemes)
        {
            v1 |= scheme == SignatureScheme.V1;
            v2 |= scheme == SignatureScheme.V2;
            v3 |= scheme == SignatureScheme.V3;
            if (scheme is not (SignatureScheme.V1 or SignatureScheme.V2 or SignatureScheme.V3))
            {
                throw ApkSigningFaults.SchemeNotForUs(scheme);
            }
        }

        if (!v1 && minSdk < FirstWithV2)
        {
            throw ApkSigningFaults.SchemeMissing(SignatureScheme.V1, minSdk, "devices below API level 24 check only v1");
        }

        // Where v1 is there as well, Android 7 and 8 fall back to it.
        if (!v1 && !v2 && minSdk < FirstWithV3)
        {
            throw ApkSigningFaults.SchemeMissing(SignatureScheme.V2, minSdk, "devices below API level 28 do not know v3");
        }

        return new ApkSchemes(v1, v2, v3);
    }
}
