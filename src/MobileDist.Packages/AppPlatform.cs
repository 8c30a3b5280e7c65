namespace MobileDist.Packages;

/// <summary>The operating system that a package is for.</summary>
public enum AppPlatform
{
    Android = 0,
    Ios = 1,
}
