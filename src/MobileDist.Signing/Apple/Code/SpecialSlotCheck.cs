using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Holds what a special slot of a CodeDirectory hashes against what is there.</summary>
internal static class SpecialSlotCheck
{
    /// <param name="directory">Whose slot it is.</param>
    /// <param name="slot">1 and up.</param>
    /// <param name="content">What the slot has to hash; null when there is nothing.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Run(CodeDirectory directory, uint slot, ReadOnlyMemory<byte>? content, CodeFindingList findings)
    {
        var name = SignatureSlot.NameOf(slot);
        var digest = directory.SpecialSlot(slot);
        if (content is not { } bytes)
        {
            if (!digest.IsEmpty)
            {
                findings.Add(CodeFindingKind.SpecialSlotWithoutContent, $"the {directory.HashType} digest of the {name} is in the signature, but there is no such thing");
            }
        }
        else if (digest.IsEmpty)
        {
            findings.Add(CodeFindingKind.ContentWithoutSpecialSlot, $"the {name} are not covered by the {directory.HashType} digests of the signature");
        }
        else if (!digest.SequenceEqual(CodeHash.Compute(directory.HashType, bytes.Span)))
        {
            findings.Add(CodeFindingKind.SpecialSlotMismatch, $"the {name} changed after signing: the {directory.HashType} digest in slot -{slot} is another one");
        }
    }
}
