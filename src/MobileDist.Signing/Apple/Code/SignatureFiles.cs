using System.Buffers.Binary;
using System.Collections.Immutable;
using MobileDist.Packages.Apple.CodeSignatures;

namespace MobileDist.Signing.Apple.Code;

/// <summary>
/// The signature of a bundle without code, whose parts lie as files in <c>_CodeSignature</c> because there is no Mach-O file to hold
/// them (Security framework, <c>codedirectory.cpp</c> and <c>bundlediskrep.cpp</c>): each blob as it is, the CMS without its wrapper.
/// </summary>
internal static class SignatureFiles
{
    public const string Folder = "_CodeSignature";

    /// <summary>Names in the folder, beside the seal. A second CodeDirectory has the name of the requirements with a number.</summary>
    public static ImmutableArray<(uint Slot, string Name)> Names { get; } =
    [
        (SignatureSlot.CodeDirectory, "CodeDirectory"),
        (SignatureSlot.Requirements, "CodeRequirements"),
        (SignatureSlot.FirstAlternateCodeDirectory, "CodeRequirements-1"),
        (SignatureSlot.FirstAlternateCodeDirectory + 1, "CodeRequirements-2"),
        (SignatureSlot.FirstAlternateCodeDirectory + 2, "CodeRequirements-3"),
        (SignatureSlot.FirstAlternateCodeDirectory + 3, "CodeRequirements-4"),
        (SignatureSlot.LastAlternateCodeDirectory, "CodeRequirements-5"),
        (SignatureSlot.Cms, "CodeSignature"),
    ];

    /// <summary>Where in the bundle a file of the signature lies.</summary>
    public static string PathOf(string name) => $"{Folder}/{name}";

    public static string NameOf(uint slot) => Names.First(file => file.Slot == slot).Name;

    /// <summary>What goes into the file of a part.</summary>
    public static byte[] Write(SignatureBlob blob) => (blob.Slot == SignatureSlot.Cms ? blob.Payload : blob.Bytes).ToArray();

    /// <summary>Reads the part that a file holds; null when it is not as long as it says, or of another kind.</summary>
    public static SignatureBlob? Read(uint slot, byte[] file)
    {
        if (slot == SignatureSlot.Cms)
        {
            return SignatureBlobs.Create(slot, SignatureMagic.Cms, file);
        }

        var magic = slot == SignatureSlot.Requirements ? SignatureMagic.RequirementSet : SignatureMagic.CodeDirectory;
        var isSound = file.Length >= 8
            && BinaryPrimitives.ReadUInt32BigEndian(file) == magic
            && BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(4)) == file.Length;
        return isSound ? new SignatureBlob(slot, magic, file) : null;
    }
}
