using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Evaluates a requirement for signed code. Three-valued: what this program cannot know is null.</summary>
/// <param name="signature">The code's signature.</param>
/// <param name="chain">Leaf first.</param>
/// <param name="isTrusted">The chain leads to one of Apple's roots, or to one that counts as such.</param>
internal sealed class RequirementEvaluation(EmbeddedSignature signature, ImmutableArray<X509Certificate2> chain, bool isTrusted)
{
    private static readonly ImmutableDictionary<string, string> SubjectFields = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("subject.CN", "2.5.4.3"),
        KeyValuePair.Create("subject.C", "2.5.4.6"),
        KeyValuePair.Create("subject.L", "2.5.4.7"),
        KeyValuePair.Create("subject.ST", "2.5.4.8"),
        KeyValuePair.Create("subject.O", "2.5.4.10"),
        KeyValuePair.Create("subject.OU", "2.5.4.11"),
    ]);

    public bool? Evaluate(RequirementExpression expression) => expression switch
    {
        RequirementExpression.Constant(var value) => value,
        RequirementExpression.Identifier(var value) => string.Equals(value, signature.Identifier, StringComparison.Ordinal),
        RequirementExpression.AnchorAppleGeneric or RequirementExpression.AnchorApple => isTrusted,
        RequirementExpression.CertificateHash(var slot, var digest) =>
            At(slot) is { } certificate && SHA1.HashData(certificate.RawDataMemory.Span).AsSpan().SequenceEqual(digest.AsSpan()),
        RequirementExpression.And(var left, var right) => And(Evaluate(left), Evaluate(right)),
        RequirementExpression.Or(var left, var right) => !And(!Evaluate(left), !Evaluate(right)),
        RequirementExpression.Not(var operand) => !Evaluate(operand),
        RequirementExpression.CdHash(var digest) => signature.CodeDirectories.Any(directory => directory.CdHash.AsSpan().SequenceEqual(digest.AsSpan())),
        RequirementExpression.CertificateField(var slot, var field, var match) => OfField(At(slot), field, match),
        RequirementExpression.CertificateExtension(var slot, var oid, var match) => OfExtension(At(slot), oid, match),
        _ => null,
    };

    private static bool? And(bool? left, bool? right) => left == false || right == false ? false : left & right;

    private static bool? OfField(X509Certificate2? certificate, string field, RequirementMatch match)
    {
        if (certificate is null)
        {
            return false;
        }

        return SubjectFields.TryGetValue(field, out var oid) ? Matches(AppleCertificateFacts.Name(certificate.SubjectName, oid), match) : null;
    }

    private static bool? OfExtension(X509Certificate2? certificate, string oid, RequirementMatch match)
    {
        var exists = certificate?.Extensions.Any(extension => string.Equals(extension.Oid?.Value, oid, StringComparison.Ordinal)) == true;
        return match.Kind switch
        {
            RequirementMatchKind.Exists => exists,
            RequirementMatchKind.Absent => !exists,
            _ => null,
        };
    }

    private static bool? Matches(string? value, RequirementMatch match) => match.Kind switch
    {
        RequirementMatchKind.Exists => value is not null,
        RequirementMatchKind.Absent => value is null,
        RequirementMatchKind.Equal => string.Equals(value, match.Value, StringComparison.Ordinal),
        RequirementMatchKind.Contains => value?.Contains(match.Value, StringComparison.Ordinal) == true,
        RequirementMatchKind.BeginsWith => value?.StartsWith(match.Value, StringComparison.Ordinal) == true,
        RequirementMatchKind.EndsWith => value?.EndsWith(match.Value, StringComparison.Ordinal) == true,
        _ => null,
    };

    private X509Certificate2? At(int slot)
    {
        var index = slot < 0 ? (long)chain.Length + slot : slot;
        return index >= 0 && index < chain.Length ? chain[(int)index] : null;
    }
}
