using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>
/// Signs a bundle that has an Info.plist and no executable, such as an asset pack, as codesign does (Security framework,
/// <c>bundlediskrep.cpp</c>, <c>signer.cpp</c>): the Info.plist stands in for the code, hashed as one page, and in slot -1 as well; what has
/// no platform gets a SHA-1 CodeDirectory beside the SHA-256 one. How Xcode signs asset packs is not published; re-signing tools
/// run codesign over them, without entitlements, and this does the same.
/// </summary>
internal static class CodelessBundleSigner
{
    private static readonly ImmutableArray<CodeHashType> Digests = [CodeHashType.Sha1, CodeHashType.Sha256];

    /// <summary>Names in <c>_CodeSignature</c>, beside the seal, of what <see cref="Sign"/> makes.</summary>
    public static ImmutableArray<string> Files { get; } =
    [
        .. ((uint[])[SignatureSlot.CodeDirectory, SignatureSlot.FirstAlternateCodeDirectory, SignatureSlot.Requirements, SignatureSlot.Cms]).Select(SignatureFiles.NameOf),
    ];

    /// <summary>The files for <c>_CodeSignature</c>, beside the seal.</summary>
    /// <param name="request">Identifier, key and time; entitlements have no place in such a bundle.</param>
    /// <param name="infoPlist">As it lies in the bundle.</param>
    /// <param name="codeResources">The bundle's seal, with SHA-1 and SHA-256.</param>
    public static ImmutableArray<(string Name, byte[] Content)> Sign(CodeSigningRequest request, byte[] infoPlist, byte[] codeResources)
    {
        var requirements = RequirementWriter.WriteSet(DesignatedRequirement.For(request.Identifier, request.Signer.Chain));
        var fields = new CodeDirectoryFields
        {
            Identifier = request.Identifier,
            TeamId = request.Signer.TeamId,
            CodeLimit = infoPlist.Length,
            IsCode = false,
            ExecutableBase = 0,
            ExecutableLimit = 0,
            ExecutableFlags = default,
            Special = [infoPlist, requirements.Bytes, codeResources],
        };
        var directories = Digests
            .Select((type, i) => CodeDirectoryWriter.Write(
                i == 0 ? SignatureSlot.CodeDirectory : SignatureSlot.FirstAlternateCodeDirectory + (uint)i - 1, fields, type, CodeHash.Compute(type, infoPlist)))
            .ToImmutableArray();
        var cms = CodeCmsWriter.Sign(request.Signer, [.. directories.Select(blob => CodeDirectory.Read(blob, request.Name))], request.SigningTime);
        ImmutableArray<SignatureBlob> blobs = [.. directories, requirements, SignatureBlobs.Create(SignatureSlot.Cms, SignatureMagic.Cms, cms)];
        return [.. blobs.Select(blob => (SignatureFiles.NameOf(blob.Slot), SignatureFiles.Write(blob)))];
    }
}
