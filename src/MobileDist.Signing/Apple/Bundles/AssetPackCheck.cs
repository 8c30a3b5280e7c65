using System.Collections.Immutable;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Verifies the signatures of asset packs; what their seals say of their files is for <see cref="SealCheck"/>.</summary>
internal sealed class AssetPackCheck(ZipPackage package, IosApp app, UnpackedApp files, IpaVerificationOptions options, IpaFindingList findings)
{
    // Far above what directories over an Info.plist, requirements and certificates have.
    private const int LargestPart = 4 << 20;

    /// <param name="pack">Inside the app.</param>
    /// <param name="appTeam">The team that signed the app; null where its signature names none.</param>
    /// <param name="cancellation">Looked at before the pack.</param>
    public void Run(IosBundle pack, string? appTeam, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!files.Infos.TryGetValue(pack.Path, out var infoPlist) || ReadParts(pack) is not { } parts)
        {
            // That the entry is damaged is said already.
            return;
        }

        var expected = new CodeExpectations
        {
            Name = pack.Path,
            Identifier = pack.Identifier,
            TeamId = appTeam,
            CodeResources = files.Seals.TryGetValue(pack.Path, out var seal) ? seal : default(ReadOnlyMemory<byte>?),
            TrustedRoots = options.TrustedRoots,
            Now = options.Now,
        };
        foreach (var finding in CodelessBundleVerification.Verify(parts, infoPlist, expected))
        {
            findings.Code(pack.Path, pack.Inside(FileOf(finding.Kind)), finding);
        }

        if (pack.EmbeddedProfile is not null)
        {
            findings.ProfileStray(pack.Path, pack.Inside(IosBundle.ProfileName));
        }
    }

    private ImmutableArray<SignatureBlob>? ReadParts(IosBundle pack)
    {
        var parts = ImmutableArray.CreateBuilder<SignatureBlob>();
        foreach (var (slot, name) in SignatureFiles.Names)
        {
            var path = pack.Inside(SignatureFiles.PathOf(name));
            if (package.Find(app.Root + path) is not { IsSymbolicLink: false } entry)
            {
                continue;
            }

            try
            {
                if (SignatureFiles.Read(slot, package.ReadAllBytes(entry, LargestPart)) is not { } part)
                {
                    findings.CodeMalformed(pack.Path, path, $"'{path}' is no part of a code signature, or not as long as it says.");
                    return null;
                }

                parts.Add(part);
            }
            catch (DistributionException error)
            {
                findings.CodeMalformed(pack.Path, path, error.Message);
                return null;
            }
        }

        return parts.ToImmutable();
    }

    private static string FileOf(CodeFindingKind kind) => kind switch
    {
        CodeFindingKind.PageModified => AssetPackSigner.MainFile,
        CodeFindingKind.RequirementsMalformed or CodeFindingKind.RequirementNotMet => PathOf(SignatureSlot.Requirements),
        CodeFindingKind.NoCertificate or CodeFindingKind.CmsMalformed or CodeFindingKind.CmsSignatureMismatch or CodeFindingKind.CdHashMismatch
            or CodeFindingKind.ChainUntrusted or CodeFindingKind.CertificateNotValid or CodeFindingKind.CertificateUnfit => PathOf(SignatureSlot.Cms),
        _ => PathOf(SignatureSlot.CodeDirectory),
    };

    private static string PathOf(uint slot) => SignatureFiles.PathOf(SignatureFiles.NameOf(slot));
}
