using System.Collections.Immutable;
using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>The schemes to sign with.</summary>
internal sealed record ApkSchemes(bool V1, bool V2, bool V3)
{
    /// <summary>Whether there is a signing block to write.</summary>
    public bool HasBlock => V2 || V3;

    /// <summary>In ascending order.</summary>
    public ImmutableArray<SignatureScheme> ToImmutable()
    {
        var schemes = new List<SignatureScheme>(3);
        Add(V1, SignatureScheme.V1);
        Add(V2, SignatureScheme.V2);
        Add(V3, SignatureScheme.V3);
        return [.. schemes];

        void Add(bool wanted, SignatureScheme scheme)
        {
            if (wanted)
            {
                schemes.Add(scheme);
            }
        }
    }
}
