using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>What a CodeDirectory says beside the digests of pages; the same for each algorithm.</summary>
internal sealed record CodeDirectoryFields
{
    public required string Identifier { get; init; }
    public required string? TeamId { get; init; }
    public required long CodeLimit { get; init; }

    /// <summary>False where a file stands in for the code that a bundle has not: one digest over all of it, and no executable segment.</summary>
    public bool IsCode { get; init; } = true;

    public required long ExecutableBase { get; init; }
    public required long ExecutableLimit { get; init; }
    public required ExecutableSegmentFlags ExecutableFlags { get; init; }

    /// <summary>What the special slots hash, from slot 1 up; null where a slot stays empty. As long as the highest slot that is used.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>?> Special { get; init; }
}
