using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Code;

/// <summary>The signature of one slice: everything that is known before its pages are hashed, and how large it will be.</summary>
internal sealed class SliceSigning
{
    private readonly CodeSigningRequest _request;
    private readonly ImmutableArray<CodeHashType> _types;
    private readonly ImmutableArray<SignatureBlob> _blobs;
    private readonly CodeDirectoryFields _fields;

    private SliceSigning(CodeSigningRequest request, ImmutableArray<CodeHashType> types, ImmutableArray<SignatureBlob> blobs, CodeDirectoryFields fields, SliceLayout layout)
    {
        _request = request;
        _types = types;
        _blobs = blobs;
        _fields = fields;
        Layout = layout;
    }

    public SliceLayout Layout { get; }

    public static SliceSigning Prepare(MachOFile file, MachOSlice slice, CodeSigningRequest request, ImmutableArray<CodeHashType> types)
    {
        SliceLayout.Check(file, slice);
        var requirements = RequirementWriter.WriteSet(DesignatedRequirement.For(request.Identifier, request.Signer.Chain));
        ImmutableArray<SignatureBlob> blobs = [requirements, .. EntitlementBlobs(slice, request)];
        var text = slice.Segment(MachOSegment.Text)!;
        var fields = new CodeDirectoryFields
        {
            Identifier = request.Identifier,
            TeamId = request.Signer.TeamId,
            CodeLimit = SliceLayout.CodeLimitOf(slice),
            ExecutableBase = text.FileOffset,
            ExecutableLimit = text.FileSize,
            ExecutableFlags = ExecutableFlags.For(slice, request.Entitlements),
            Special = Special(blobs, request.InfoPlist ?? file.ReadInfoPlist(slice), request.CodeResources),
        };
        var bytes = blobs.Sum(blob => blob.Bytes.Length) + types.Sum(type => CodeDirectoryWriter.SizeOf(fields, type));
        var size = SignatureBlobs.SizeOf(blobs.Length + types.Length + 1, bytes) + CodeCmsWriter.Reserve(request.Signer);
        return new SliceSigning(request, types, blobs, fields, SliceLayout.For(file, slice, (int)SliceLayout.RoundUp(size, 16)));
    }

    /// <summary>Copies the slice with its new signature to the output; returns its cdhash.</summary>
    public ImmutableArray<byte> Write(MachOFile file, Stream output, CancellationToken ct)
    {
        var content = new SignedContent(Layout, file.SourceOf(Layout.Slice));
        var pages = PageHashes.Compute(content, CodeDirectoryWriter.PageSize, _types, output, ct);
        var directoryBlobs = _types
            .Select((type, i) => CodeDirectoryWriter.Write(i == 0 ? SignatureSlot.CodeDirectory : SignatureSlot.FirstAlternateCodeDirectory + (uint)i - 1, _fields, type, pages.Table(type)))
            .ToImmutableArray();
        ImmutableArray<CodeDirectory> directories = [.. directoryBlobs.Select(blob => CodeDirectory.Read(blob, _request.Name))];
        var cms = SignatureBlobs.Create(SignatureSlot.Cms, SignatureMagic.Cms, CodeCmsWriter.Sign(_request.Signer, directories, _request.SigningTime));
        ImmutableArray<SignatureBlob> blobs = [.. directoryBlobs, .. _blobs, cms];
        var size = SignatureBlobs.SizeOf(blobs.Length, blobs.Sum(blob => blob.Bytes.Length));
        if (size > Layout.SignatureSize)
        {
            throw CodeSigningFaults.SignatureTooLarge(_request.Name, size, Layout.SignatureSize);
        }

        output.Write(SignatureBlobs.Combine(blobs, Layout.SignatureSize));
        return directories[^1].CdHash;
    }

    private static ImmutableArray<SignatureBlob> EntitlementBlobs(MachOSlice slice, CodeSigningRequest request) =>
        request.Entitlements is { } entitlements && slice.FileType == MachOFileType.Execute
            ?
            [
                SignatureBlobs.Create(SignatureSlot.EntitlementsXml, SignatureMagic.EntitlementsXml, PropertyList.Write(entitlements, PropertyListFormat.Xml)),
                SignatureBlobs.Create(SignatureSlot.EntitlementsDer, SignatureMagic.EntitlementsDer, EntitlementsDerWriter.Write(entitlements, request.Name)),
            ]
            : [];

    private static ImmutableArray<ReadOnlyMemory<byte>?> Special(ImmutableArray<SignatureBlob> blobs, ReadOnlyMemory<byte>? infoPlist, ReadOnlyMemory<byte>? codeResources)
    {
        var special = new ReadOnlyMemory<byte>?[SignatureSlot.EntitlementsDer];
        special[SignatureSlot.InfoPlist - 1] = infoPlist;
        special[SignatureSlot.CodeResources - 1] = codeResources;
        foreach (var blob in blobs)
        {
            special[blob.Slot - 1] = blob.Bytes;
        }

        return [.. special.AsSpan(0, Array.FindLastIndex(special, content => content is not null) + 1)];
    }
}
