namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Writes requirements in Apple's requirement language.</summary>
internal static class RequirementText
{
    public static string Of(RequirementExpression expression) => expression switch
    {
        RequirementExpression.Constant(var value) => value ? "always" : "never",
        RequirementExpression.Identifier(var value) => $"identifier {Quote(value)}",
        RequirementExpression.AnchorApple => "anchor apple",
        RequirementExpression.AnchorAppleGeneric => "anchor apple generic",
        RequirementExpression.CertificateHash(var slot, var digest) => $"certificate {Slot(slot)} = H\"{Convert.ToHexStringLower(digest.AsSpan())}\"",
        RequirementExpression.And(var left, var right) => $"{Operand(left)} and {Operand(right)}",
        RequirementExpression.Or(var left, var right) => $"{Of(left)} or {Of(right)}",
        RequirementExpression.Not(var operand) => operand is RequirementExpression.And or RequirementExpression.Or ? $"! ({Of(operand)})" : $"! {Of(operand)}",
        RequirementExpression.CdHash(var digest) => $"cdhash H\"{Convert.ToHexStringLower(digest.AsSpan())}\"",
        RequirementExpression.InfoField(var key, var match) => $"info[{Quote(key)}]{match}",
        RequirementExpression.Entitlement(var key, var match) => $"entitlement[{Quote(key)}]{match}",
        RequirementExpression.CertificateField(var slot, var field, var match) => $"certificate {Slot(slot)}[{field}]{match}",
        RequirementExpression.CertificateExtension(var slot, var oid, var match) => $"certificate {Slot(slot)}[field.{oid}]{match}",
        RequirementExpression.CertificatePolicy(var slot, var oid, var match) => $"certificate {Slot(slot)}[policy.{oid}]{match}",
        RequirementExpression.Other(var text) => text,
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    /// <summary>In quotes unless it is a plain word.</summary>
    public static string Quote(string value) =>
        value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(char.IsAsciiLetterOrDigit)
            ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>What a certificate is called.</summary>
    public static string Slot(int slot) => slot switch
    {
        0 => "leaf",
        -1 => "root",
        _ => $"{slot}",
    };

    /// <summary>"or" binds less than "and".</summary>
    private static string Operand(RequirementExpression expression) => expression is RequirementExpression.Or ? $"({Of(expression)})" : Of(expression);
}
