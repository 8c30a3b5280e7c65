using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Verifies the signature of a bundle that has no executable, whose Info.plist stands in for it.</summary>
internal static class CodelessBundleVerification
{
    /// <summary>Finds everything that is wrong; empty when the bundle verifies. Whether its files are those of the seal is not looked at.</summary>
    /// <param name="parts">The parts of its signature.</param>
    /// <param name="infoPlist">As it lies in the bundle.</param>
    /// <param name="expected">What the bundle has to fit.</param>
    public static ImmutableArray<CodeFinding> Verify(ImmutableArray<SignatureBlob> parts, ReadOnlyMemory<byte> infoPlist, CodeExpectations expected)
    {
        var findings = new CodeFindingList(expected.Name);
        if (!parts.Any(part => part.Slot == SignatureSlot.CodeDirectory))
        {
            findings.Add(CodeFindingKind.NoSignature, $"it is not signed: it has no '{SignatureFiles.PathOf(SignatureFiles.NameOf(SignatureSlot.CodeDirectory))}'");
            return findings.ToImmutable();
        }

        try
        {
            Check(EmbeddedSignature.Of(parts, expected.Name), infoPlist, expected, findings);
        }
        catch (DistributionException refusal)
        {
            findings.Add(CodeFindingKind.SignatureMalformed, refusal);
        }

        return findings.ToImmutable();
    }

    private static void Check(EmbeddedSignature signature, ReadOnlyMemory<byte> infoPlist, CodeExpectations expected, CodeFindingList findings)
    {
        DirectoryVerification.CheckForm(signature, isMobile: true, findings);
        DirectoryVerification.CheckNames(signature, expected, findings);
        foreach (var directory in signature.CodeDirectories)
        {
            CheckPages(directory, infoPlist.Span, findings);
            for (var slot = SignatureSlot.InfoPlist; slot <= Math.Max(SignatureSlot.EntitlementsDer, (uint)directory.SpecialSlotCount); slot++)
            {
                var content = slot switch
                {
                    SignatureSlot.InfoPlist => infoPlist,
                    SignatureSlot.CodeResources => expected.CodeResources,
                    _ => signature.Find(slot)?.Bytes,
                };
                SpecialSlotCheck.Run(directory, slot, content, findings);
            }
        }

        CmsVerification.Check(signature, expected, isMobile: true, findings);
    }

    private static void CheckPages(CodeDirectory directory, ReadOnlySpan<byte> infoPlist, CodeFindingList findings)
    {
        // What signs today makes one page of it all.
        var pageSize = directory.PageShift switch
        {
            0 => infoPlist.Length,
            12 or 14 => 1 << directory.PageShift,
            _ => 0,
        };
        if (pageSize == 0)
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"the {directory.HashType} digests are over pages of 2^'{directory.PageShift}' bytes, and devices take one page, 2^12 and 2^14");
        }
        else if (directory.CodeLimit != infoPlist.Length || directory.CodeSlotCount != PageHashes.CountOf(infoPlist.Length, pageSize))
        {
            findings.Add(
                CodeFindingKind.DirectoryInvalid,
                $"'{directory.CodeSlotCount}' {directory.HashType} digests cover '{directory.CodeLimit}' bytes, and its Info.plist, which stands in for code, has '{infoPlist.Length}'");
        }
        else
        {
            for (var page = 0; page < directory.CodeSlotCount; page++)
            {
                var start = page * pageSize;
                if (!directory.CodeSlot(page).SequenceEqual(CodeHash.Compute(directory.HashType, infoPlist[start..Math.Min(start + pageSize, infoPlist.Length)])))
                {
                    findings.Add(CodeFindingKind.PageModified, $"page '{page}' of its Info.plist, which stands in for code, changed after signing ({directory.HashType})");
                }
            }
        }
    }
}
