using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Verifies the signature of one slice.</summary>
internal sealed class SliceVerification(MachOFile file, MachOSlice slice, CodeExpectations expected, CodeFindingList findings)
{
    private bool IsMobile => CodeRules.AreMobile(slice);

    /// <summary>The signature; null when there is none that can be read.</summary>
    public EmbeddedSignature? Run(CancellationToken ct)
    {
        if (slice.IsEncrypted)
        {
            findings.Add(CodeFindingKind.Encrypted, "it is encrypted by FairPlay, so a copy that is signed again cannot run");
        }

        EmbeddedSignature? signature;
        try
        {
            signature = EmbeddedSignature.Read(file, slice);
        }
        catch (DistributionException refusal)
        {
            findings.Add(CodeFindingKind.SignatureMalformed, refusal);
            return null;
        }

        if (signature is null)
        {
            findings.Add(CodeFindingKind.NoSignature, "it is not signed");
            return null;
        }

        CheckPlacement(signature, ct);
        DirectoryVerification.Check(slice, signature, IsMobile, findings);
        var entitlements = EntitlementsVerification.Check(slice, signature, IsMobile, findings);
        CheckExecutableSegment(signature, entitlements);
        CheckSpecialSlots(signature);
        DirectoryVerification.CheckNames(signature, expected, findings);
        CheckPages(signature, ct);
        CmsVerification.Check(signature, expected, IsMobile, findings);
        return signature;
    }

    private void CheckPlacement(EmbeddedSignature signature, CancellationToken ct)
    {
        var kept = slice.Signature!.Data;
        foreach (var irregularity in signature.Irregularities)
        {
            findings.Add(CodeFindingKind.SignatureIrregular, $"in the signature {irregularity}");
        }

        if (ZeroCheck.FindNonZero(file.SourceOf(slice), kept.Offset + signature.Length, kept.End, ct) is { } at)
        {
            findings.Add(CodeFindingKind.SignatureIrregular, $"the byte at '{at}', behind the signature, is not zero");
        }

        if (kept.End != slice.Length)
        {
            findings.Add(CodeFindingKind.LayoutWrong, $"the signature ends at '{kept.End}', and the slice at '{slice.Length}'");
        }

        if (slice.Segment(MachOSegment.LinkEdit) is not { } linkEdit || linkEdit.FileEnd != slice.Length)
        {
            findings.Add(CodeFindingKind.LayoutWrong, $"the segment '__LINKEDIT' does not end where the slice ends, at '{slice.Length}'");
        }
    }

    private void CheckExecutableSegment(EmbeddedSignature signature, PropertyListDictionary? entitlements)
    {
        // Older linkers gave macOS code another limit, and macOS does not mind.
        if (!IsMobile || signature.Primary.ExecutableSegment is not { } segment || slice.Segment(MachOSegment.Text) is not { } text)
        {
            return;
        }

        if (segment.Base != (ulong)text.FileOffset || segment.Limit != (ulong)text.FileSize)
        {
            findings.Add(
                CodeFindingKind.ExecutableSegmentWrong,
                $"the signature gives the executable segment the bytes '{segment.Base}' and '{segment.Limit}', and '__TEXT' has '{text.FileOffset}' and '{text.FileSize}'");
        }

        var flags = ExecutableFlags.For(slice, entitlements);
        if (segment.Flags != flags)
        {
            findings.Add(
                CodeFindingKind.ExecutableSegmentWrong,
                $"the signature gives the executable segment the flags '0x{(ulong)segment.Flags:x}', and kind and entitlements make them '0x{(ulong)flags:x}'");
        }
    }

    private void CheckSpecialSlots(EmbeddedSignature signature)
    {
        foreach (var directory in signature.CodeDirectories)
        {
            for (var slot = SignatureSlot.InfoPlist; slot <= Math.Max(SignatureSlot.EntitlementsDer, (uint)directory.SpecialSlotCount); slot++)
            {
                if (ContentOf(slot, signature) is { } content)
                {
                    SpecialSlotCheck.Run(directory, slot, content.Bytes, findings);
                }
            }
        }
    }

    /// <summary>What a slot hashes, whose bytes are null when there is nothing; null when that is not known.</summary>
    private (ReadOnlyMemory<byte>? Bytes, uint Slot)? ContentOf(uint slot, EmbeddedSignature signature) => slot switch
    {
        SignatureSlot.InfoPlist when expected.InfoPlist is { } given => (given, slot),
        SignatureSlot.InfoPlist => slice.InfoPlist is not null || expected.KnowsBundle ? (EmbeddedInfoPlist(), slot) : null,
        SignatureSlot.CodeResources => expected.KnowsBundle ? (expected.CodeResources, slot) : null,
        _ => (signature.Find(slot)?.Bytes, slot),
    };

    private ReadOnlyMemory<byte>? EmbeddedInfoPlist()
    {
        try
        {
            return file.ReadInfoPlist(slice);
        }
        catch (DistributionException refusal)
        {
            findings.Add(CodeFindingKind.FileMalformed, refusal);
            return null;
        }
    }

    private void CheckPages(EmbeddedSignature signature, CancellationToken ct)
    {
        var readable = signature.CodeDirectories.Where(directory =>
            directory.PageShift is 12 or 14 && directory.CodeLimit <= slice.Length && directory.CodeSlotCount == PageHashes.CountOf(directory.CodeLimit, 1 << directory.PageShift));
        foreach (var alike in readable.GroupBy(directory => (directory.PageShift, directory.CodeLimit)))
        {
            var content = new MachOSliceSource(file.SourceOf(slice), 0, alike.Key.CodeLimit);
            ImmutableArray<CodeHashType> types = [.. alike.Select(directory => directory.HashType)];
            var pages = PageHashes.Compute(content, 1 << alike.Key.PageShift, types, null, ct);
            foreach (var directory in alike)
            {
                ComparePages(directory, pages);
            }
        }
    }

    private void ComparePages(CodeDirectory directory, PageHashes pages)
    {
        const int MostNamed = 20;
        var changed = 0;
        for (var page = 0; page < pages.Count; page++)
        {
            if (!pages.Page(directory.HashType, page).SequenceEqual(directory.CodeSlot(page)) && ++changed <= MostNamed)
            {
                var offset = (long)page << directory.PageShift;
                findings.Add(
                    CodeFindingKind.PageModified,
                    $"page '{page}', the bytes '{offset}' to '{Math.Min(offset + (1L << directory.PageShift), directory.CodeLimit) - 1}' of the slice, changed after signing ({directory.HashType})");
            }
        }

        if (changed > MostNamed)
        {
            findings.Add(CodeFindingKind.PageModified, $"'{changed}' of '{pages.Count}' pages changed after signing ({directory.HashType})");
        }
    }
}
