namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>What a requirement asks of a field.</summary>
/// <param name="Kind">How it compares.</param>
/// <param name="Value">With what; empty where nothing is compared. Dates: seconds since 2001 as text.</param>
public sealed record RequirementMatch(RequirementMatchKind Kind, string Value)
{
    public override string ToString() => Kind switch
    {
        RequirementMatchKind.Exists => " /* exists */",
        RequirementMatchKind.Absent => " absent",
        RequirementMatchKind.Equal => $" = {RequirementText.Quote(Value)}",
        RequirementMatchKind.Contains => $" = *{RequirementText.Quote(Value)}*",
        RequirementMatchKind.BeginsWith => $" = {RequirementText.Quote(Value)}*",
        RequirementMatchKind.EndsWith => $" = *{RequirementText.Quote(Value)}",
        RequirementMatchKind.LessThan => $" < {RequirementText.Quote(Value)}",
        RequirementMatchKind.GreaterThan => $" > {RequirementText.Quote(Value)}",
        RequirementMatchKind.LessOrEqual => $" <= {RequirementText.Quote(Value)}",
        RequirementMatchKind.GreaterOrEqual => $" >= {RequirementText.Quote(Value)}",
        RequirementMatchKind.On => $" = timestamp {Value}",
        RequirementMatchKind.Before => $" < timestamp {Value}",
        RequirementMatchKind.After => $" > timestamp {Value}",
        RequirementMatchKind.OnOrBefore => $" <= timestamp {Value}",
        _ => $" >= timestamp {Value}",
    };
}
