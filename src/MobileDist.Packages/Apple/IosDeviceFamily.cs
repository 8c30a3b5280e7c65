namespace MobileDist.Packages.Apple;

/// <summary>The numbers of <c>UIDeviceFamily</c>; others that Apple adds are kept as they are.</summary>
public enum IosDeviceFamily
{
    Unknown = 0,
    IPhone = 1,
    IPad = 2,
    AppleTv = 3,
    AppleWatch = 4,
    Mac = 6,
    AppleVision = 7,
}
