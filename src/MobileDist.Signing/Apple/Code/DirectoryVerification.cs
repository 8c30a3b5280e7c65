using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Checks what the CodeDirectories of a slice, or of a bundle without code, say of themselves and of the file.</summary>
internal static class DirectoryVerification
{
    private const uint FirstVersion = 0x20400;

    public static void Check(MachOSlice slice, EmbeddedSignature signature, bool isMobile, CodeFindingList findings)
    {
        foreach (var directory in signature.CodeDirectories)
        {
            CheckOne(slice, directory, isMobile, findings);
        }

        CheckForm(signature, isMobile, findings);
        var types = signature.CodeDirectories.Select(directory => directory.HashType).ToImmutableArray();
        if (isMobile && !DigestChoice.For([slice]).All(types.Contains))
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"devices from '{slice.Platform} {slice.MinimumOs}' on need a {CodeHashType.Sha1} CodeDirectory too, and there is only '{string.Join(", ", types)}'");
        }
    }

    /// <summary>What holds whatever the directories are for: one thing said by all of them, no flags, no platform.</summary>
    public static void CheckForm(EmbeddedSignature signature, bool isMobile, CodeFindingList findings)
    {
        foreach (var directory in signature.CodeDirectories)
        {
            if (!AreAlike(signature.Primary, directory))
            {
                findings.Add(CodeFindingKind.DirectoriesDiffer, $"the {directory.HashType} and the {signature.Primary.HashType} CodeDirectory say different things of the code");
            }

            CheckForm(directory, signature.Cms is not null, isMobile, findings);
        }

        var types = signature.CodeDirectories.Select(directory => directory.HashType).ToImmutableArray();
        if (types.Distinct().Count() != types.Length || !types.SequenceEqual(types.Order()))
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"the digests of the CodeDirectories are '{string.Join(", ", types)}', and have to differ and ascend");
        }
    }

    /// <summary>Holds identifier and team against the expected ones.</summary>
    public static void CheckNames(EmbeddedSignature signature, CodeExpectations expected, CodeFindingList findings)
    {
        if (expected.Identifier is { } identifier && !string.Equals(identifier, signature.Identifier, StringComparison.Ordinal))
        {
            findings.Add(CodeFindingKind.IdentifierMismatch, $"it is signed as '{signature.Identifier}', and has to be '{identifier}'");
        }

        if (expected.TeamId is { } team && !string.Equals(team, signature.TeamId, StringComparison.Ordinal))
        {
            findings.Add(CodeFindingKind.TeamMismatch, $"it is signed for team '{signature.TeamId}', and has to be for '{team}'");
        }
    }

    private static void CheckOne(MachOSlice slice, CodeDirectory directory, bool isMobile, CodeFindingList findings)
    {
        if (isMobile && directory.Version < FirstVersion)
        {
            findings.Add(CodeFindingKind.VersionTooOld, $"the {directory.HashType} CodeDirectory has the version '0x{directory.Version:x}', and iOS 14 and later take '0x{FirstVersion:x}' and up");
        }

        if (directory.CodeLimit != slice.Signature!.Data.Offset)
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"the {directory.HashType} digests cover '{directory.CodeLimit}' bytes, and the signature begins at '{slice.Signature.Data.Offset}'");
        }

        if (directory.PageShift is not (12 or 14))
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"the {directory.HashType} digests are over pages of 2^'{directory.PageShift}' bytes, and devices take 2^12 and 2^14");
        }
        else if (directory.CodeSlotCount != PageHashes.CountOf(Math.Min(directory.CodeLimit, uint.MaxValue), 1 << directory.PageShift))
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"'{directory.CodeSlotCount}' {directory.HashType} digests do not cover '{directory.CodeLimit}' bytes");
        }
    }

    private static void CheckForm(CodeDirectory directory, bool hasCms, bool isMobile, CodeFindingList findings)
    {
        if (directory.HasScatter)
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"the {directory.HashType} CodeDirectory scatters its pages, which no current system does");
        }

        var allowed = isMobile ? CodeDirectoryFlags.None : ~(CodeDirectoryFlags.AdHoc | CodeDirectoryFlags.LinkerSigned);
        if (hasCms && (directory.Flags & ~allowed) != CodeDirectoryFlags.None)
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"the {directory.HashType} CodeDirectory has the flags '0x{(uint)directory.Flags:x}', and signed iOS code has none");
        }

        if (isMobile && directory.Platform != 0)
        {
            findings.Add(CodeFindingKind.DirectoryInvalid, $"the {directory.HashType} CodeDirectory claims to be part of the system, platform '{directory.Platform}'");
        }
    }

    private static bool AreAlike(CodeDirectory one, CodeDirectory other) =>
        string.Equals(one.Identifier, other.Identifier, StringComparison.Ordinal)
        && string.Equals(one.TeamId, other.TeamId, StringComparison.Ordinal)
        && (one.Version, one.Flags, one.CodeLimit, one.PageShift, one.Platform) == (other.Version, other.Flags, other.CodeLimit, other.PageShift, other.Platform)
        && one.ExecutableSegment == other.ExecutableSegment
        && one.SpecialSlotCount == other.SpecialSlotCount;
}
