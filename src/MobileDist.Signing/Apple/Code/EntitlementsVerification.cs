using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Code;

/// <summary>Checks the two forms of the entitlements against each other and against the kind of the file.</summary>
internal static class EntitlementsVerification
{
    /// <summary>The entitlements; null when there are none that can be read.</summary>
    public static PropertyListDictionary? Check(MachOSlice slice, EmbeddedSignature signature, bool isMobile, CodeFindingList findings)
    {
        CheckKinds(signature, findings);
        var (xml, der) = (ReadXml(signature, findings), ReadDer(signature, findings));
        var (hasXml, hasDer) = (signature.Find(SignatureSlot.EntitlementsXml) is not null, signature.Find(SignatureSlot.EntitlementsDer) is not null);
        if (slice.FileType != MachOFileType.Execute && (hasXml || hasDer))
        {
            findings.Add(CodeFindingKind.EntitlementsOnLibrary, "it is no executable, but carries entitlements");
        }

        if (hasXml != hasDer && isMobile)
        {
            findings.Add(CodeFindingKind.EntitlementsIncomplete, hasXml ? "its entitlements lack the DER form, which iOS 15 and later read" : "its entitlements lack the XML form");
        }

        if (xml is not null && der is not null && !xml.Equals(der))
        {
            findings.Add(CodeFindingKind.EntitlementsDiffer, "the XML and the DER form of its entitlements say different things");
        }

        return der ?? xml;
    }

    private static void CheckKinds(EmbeddedSignature signature, CodeFindingList findings)
    {
        (uint Slot, uint Magic)[] kinds = [(SignatureSlot.EntitlementsXml, SignatureMagic.EntitlementsXml), (SignatureSlot.EntitlementsDer, SignatureMagic.EntitlementsDer)];
        foreach (var (slot, magic) in kinds)
        {
            if (signature.Find(slot) is { } blob && blob.Magic != magic)
            {
                findings.Add(CodeFindingKind.EntitlementsMalformed, $"the part of its signature for {SignatureSlot.NameOf(slot)} holds something else, '0x{blob.Magic:x8}'");
            }
        }
    }

    private static PropertyListDictionary? ReadXml(EmbeddedSignature signature, CodeFindingList findings)
    {
        try
        {
            return signature.ReadEntitlementsXml();
        }
        catch (DistributionException refusal)
        {
            findings.Add(CodeFindingKind.EntitlementsMalformed, refusal);
            return null;
        }
    }

    private static PropertyListDictionary? ReadDer(EmbeddedSignature signature, CodeFindingList findings)
    {
        if (signature.EntitlementsDer is not { } bytes)
        {
            return null;
        }

        try
        {
            var der = EntitlementsDer.Read(bytes, signature.Identifier);
            foreach (var irregularity in der.Irregularities)
            {
                findings.Add(CodeFindingKind.EntitlementsMalformed, $"its DER entitlements are not as iOS wants them: {irregularity}");
            }

            return der.Values;
        }
        catch (DistributionException refusal)
        {
            findings.Add(CodeFindingKind.EntitlementsMalformed, refusal);
            return null;
        }
    }
}
