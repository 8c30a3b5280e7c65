using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>A requirement's expression. As text it is what Apple's <c>csreq</c> prints.</summary>
public abstract record RequirementExpression
{
    private RequirementExpression()
    {
    }

    public sealed override string ToString() => RequirementText.Of(this);

    /// <summary>True or false for all code.</summary>
    public sealed record Constant(bool Value) : RequirementExpression;

    /// <summary>The code's identifier.</summary>
    public sealed record Identifier(string Value) : RequirementExpression;

    /// <summary>Signed by Apple itself.</summary>
    public sealed record AnchorApple : RequirementExpression;

    /// <summary>A chain that ends in a root of Apple's.</summary>
    public sealed record AnchorAppleGeneric : RequirementExpression;

    /// <summary>The SHA-1 of a certificate: 0 the leaf, counted up; −1 the root.</summary>
    public sealed record CertificateHash(int Slot, ImmutableArray<byte> Digest) : RequirementExpression
    {
        public bool Equals(CertificateHash? other) => other is not null && Slot == other.Slot && Digest.AsSpan().SequenceEqual(other.Digest.AsSpan());

        public override int GetHashCode() => HashCode.Combine(Slot, Digest.Length);
    }

    public sealed record And(RequirementExpression Left, RequirementExpression Right) : RequirementExpression;

    public sealed record Or(RequirementExpression Left, RequirementExpression Right) : RequirementExpression;

    public sealed record Not(RequirementExpression Operand) : RequirementExpression;

    /// <summary>The code's cdhash.</summary>
    public sealed record CdHash(ImmutableArray<byte> Digest) : RequirementExpression
    {
        public bool Equals(CdHash? other) => other is not null && Digest.AsSpan().SequenceEqual(other.Digest.AsSpan());

        public override int GetHashCode() => Digest.Length;
    }

    /// <summary>A key of Info.plist.</summary>
    public sealed record InfoField(string Key, RequirementMatch Match) : RequirementExpression;

    /// <summary>A key of the entitlements.</summary>
    public sealed record Entitlement(string Key, RequirementMatch Match) : RequirementExpression;

    /// <summary>A field of a certificate, such as <c>subject.CN</c>.</summary>
    public sealed record CertificateField(int Slot, string Field, RequirementMatch Match) : RequirementExpression;

    /// <summary>An extension of a certificate, by its object identifier.</summary>
    public sealed record CertificateExtension(int Slot, string Oid, RequirementMatch Match) : RequirementExpression;

    /// <summary>A policy of a certificate, by its object identifier.</summary>
    public sealed record CertificatePolicy(int Slot, string Oid, RequirementMatch Match) : RequirementExpression;

    /// <summary>Something that has no meaning for iOS or that is newer than this program; the text says what.</summary>
    public sealed record Other(string Text) : RequirementExpression;
}
