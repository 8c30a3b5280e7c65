using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Code;

/// <summary>
/// Verifies the signatures of one Mach-O file: recomputes every digest, and checks everything that Apple's kernel, installer and
/// strict verification are known to check in it. Rules that only iOS and its kin have are not held against macOS code.
/// </summary>
public static class MachOVerifier
{
    /// <summary>Finds everything that is wrong; empty when the file verifies.</summary>
    /// <param name="file">The whole file, thin or fat.</param>
    /// <param name="expected">What it has to fit.</param>
    /// <param name="ct">Looked at between stretches of some megabytes.</param>
    public static Task<ImmutableArray<CodeFinding>> VerifyAsync(IMachOSource file, CodeExpectations expected, CancellationToken ct) =>
        Task.Run(() => Verify(file, expected, ct), ct);

    /// <summary>The same on the caller's thread, and on others that it starts.</summary>
    internal static ImmutableArray<CodeFinding> Verify(IMachOSource file, CodeExpectations expected, CancellationToken ct)
    {
        var findings = new CodeFindingList(expected.Name);
        MachOFile read;
        try
        {
            read = MachOFile.Read(file, expected.Name);
        }
        catch (DistributionException refusal)
        {
            findings.Add(CodeFindingKind.FileMalformed, refusal);
            return findings.ToImmutable();
        }

        FatVerification.Check(read, findings, ct);
        var signatures = new List<EmbeddedSignature>();
        foreach (var slice in read.Slices)
        {
            var verification = new SliceVerification(read, slice, expected, findings.Of(slice.Cpu.Name));
            if (verification.Run(ct) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        CheckSlicesAgree(signatures, read.Slices.Any(CodeRules.AreMobile), findings);
        return findings.ToImmutable();
    }

    private static void CheckSlicesAgree(List<EmbeddedSignature> signatures, bool areMobile, CodeFindingList findings)
    {
        foreach (var other in signatures.Skip(1))
        {
            var first = signatures[0];
            var sameIdentifier = !areMobile || string.Equals(first.Identifier, other.Identifier, StringComparison.Ordinal);
            if (!sameIdentifier || !string.Equals(first.TeamId, other.TeamId, StringComparison.Ordinal))
            {
                findings.Add(
                    CodeFindingKind.DirectoriesDiffer,
                    $"one slice is signed as '{first.Identifier}' by team '{first.TeamId}', another as '{other.Identifier}' by team '{other.TeamId}'");
            }
        }
    }
}
