namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>How a requirement compares a field; the numbers of the format.</summary>
public enum RequirementMatchKind
{
    Exists = 0,
    Equal = 1,
    Contains = 2,
    BeginsWith = 3,
    EndsWith = 4,
    LessThan = 5,
    GreaterThan = 6,
    LessOrEqual = 7,
    GreaterOrEqual = 8,
    On = 9,
    Before = 10,
    After = 11,
    OnOrBefore = 12,
    OnOrAfter = 13,
    Absent = 14,
}
