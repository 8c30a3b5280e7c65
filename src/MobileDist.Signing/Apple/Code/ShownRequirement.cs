using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple.Code;

/// <summary>A requirement as findings show it: the name of a certificate for development, which most of them hold, is that of a person.</summary>
internal static class ShownRequirement
{
    public static string Of(RequirementExpression requirement) => WithoutPeople(requirement).ToString();

    private static RequirementExpression WithoutPeople(RequirementExpression requirement) => requirement switch
    {
        RequirementExpression.And(var left, var right) => new RequirementExpression.And(WithoutPeople(left), WithoutPeople(right)),
        RequirementExpression.Or(var left, var right) => new RequirementExpression.Or(WithoutPeople(left), WithoutPeople(right)),
        RequirementExpression.Not(var operand) => new RequirementExpression.Not(WithoutPeople(operand)),
        RequirementExpression.CertificateField { Field: "subject.CN", Match: { Value.Length: > 0 } match } field =>
            field with { Match = match with { Value = AppleCertificateFacts.WithoutPerson(match.Value) } },
        _ => requirement,
    };
}
