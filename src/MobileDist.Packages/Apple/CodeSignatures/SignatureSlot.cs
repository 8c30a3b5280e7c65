namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>Types in the index of an embedded signature; those below 12 are the numbers of the CodeDirectory's special slots too.</summary>
public static class SignatureSlot
{
    public const uint CodeDirectory = 0;
    public const uint InfoPlist = 1;
    public const uint Requirements = 2;
    public const uint CodeResources = 3;
    public const uint EntitlementsXml = 5;
    public const uint EntitlementsDer = 7;
    public const uint FirstAlternateCodeDirectory = 0x1000;
    public const uint LastAlternateCodeDirectory = 0x1004;
    public const uint Cms = 0x10000;

    /// <summary>What a person calls the thing in a special slot.</summary>
    public static string NameOf(uint slot) => slot switch
    {
        InfoPlist => "Info.plist",
        Requirements => "requirements",
        CodeResources => "CodeResources",
        EntitlementsXml => "entitlements",
        EntitlementsDer => "DER entitlements",
        _ => $"slot {slot}",
    };
}
