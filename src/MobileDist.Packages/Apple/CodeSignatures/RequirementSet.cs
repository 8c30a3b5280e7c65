using System.Collections.Immutable;

namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>The requirements of a signature.</summary>
public sealed record RequirementSet(ImmutableArray<Requirement> Requirements)
{
    private const int MostRequirements = 16;

    public static RequirementSet Empty { get; } = new([]);

    /// <summary>What makes other code "the same app"; null when the set does not say.</summary>
    public RequirementExpression? Designated => Requirements.FirstOrDefault(requirement => requirement.Type == Requirement.Designated)?.Expression;

    /// <summary>Reads a whole requirement set blob.</summary>
    /// <param name="bytes">With its header of 8 bytes.</param>
    /// <param name="name">Of the file, for messages.</param>
    /// <exception cref="DistributionException">Unfit: it is malformed.</exception>
    public static RequirementSet Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var set = new SignatureBytes(bytes, what => CodeSignatureFaults.Requirement(name, what));
        var count = set.UInt32(8);
        if (set.UInt32(0) != SignatureMagic.RequirementSet || set.UInt32(4) != set.Length || count > MostRequirements)
        {
            throw CodeSignatureFaults.Requirement(name, $"they begin with no header of a set of {set.Length} bytes and at most {MostRequirements} requirements");
        }

        var requirements = ImmutableArray.CreateBuilder<Requirement>((int)count);
        for (var i = 0; i < count; i++)
        {
            var (type, offset) = (set.UInt32(12 + (i * 8)), set.UInt32(16 + (i * 8)));
            requirements.Add(new Requirement(type, RequirementReader.Read(set.Slice(offset, set.UInt32(offset + 4L)), name)));
        }

        return new RequirementSet(requirements.ToImmutable());
    }

    public bool Equals(RequirementSet? other) => other is not null && Requirements.AsSpan().SequenceEqual(other.Requirements.AsSpan());

    public override int GetHashCode() => Requirements.Length;

    public override string ToString() => string.Join(Environment.NewLine, Requirements);
}
