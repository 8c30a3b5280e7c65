namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>The first four bytes of each kind of blob (<c>cs_blobs.h</c>).</summary>
public static class SignatureMagic
{
    public const uint Requirement = 0xfade_0c00;
    public const uint RequirementSet = 0xfade_0c01;
    public const uint CodeDirectory = 0xfade_0c02;
    public const uint EmbeddedSignature = 0xfade_0cc0;
    public const uint EntitlementsXml = 0xfade_7171;
    public const uint EntitlementsDer = 0xfade_7172;
    public const uint LaunchConstraint = 0xfade_8181;

    /// <summary>The wrapper around the CMS signature.</summary>
    public const uint Cms = 0xfade_0b01;
}
