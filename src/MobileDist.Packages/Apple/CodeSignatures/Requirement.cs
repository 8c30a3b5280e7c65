namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>One requirement of a set.</summary>
/// <param name="Type">What it is for; 3 is the designated one.</param>
/// <param name="Expression">What it asks.</param>
public sealed record Requirement(uint Type, RequirementExpression Expression)
{
    /// <summary>What makes other code "the same app".</summary>
    public const uint Designated = 3;

    public override string ToString() => $"{TypeName} => {Expression}";

    private string TypeName => Type switch
    {
        1 => "host",
        2 => "guest",
        Designated => "designated",
        4 => "library",
        5 => "plugin",
        _ => $"{Type}",
    };
}
