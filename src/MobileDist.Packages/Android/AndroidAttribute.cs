namespace MobileDist.Packages.Android;

/// <summary>
/// Resource ids of the framework's attributes (<c>android.R.attr</c>). They never change, while an attribute's name can
/// be stripped or forged; Android itself matches by id.
/// </summary>
internal static class AndroidAttribute
{
    public const uint Label = 0x01010001;
    public const uint Icon = 0x01010002;
    public const uint Name = 0x01010003;
    public const uint Enabled = 0x0101000e;
    public const uint Debuggable = 0x0101000f;
    public const uint Source = 0x01010119;
    public const uint Drawable = 0x01010199;
    public const uint MinSdkVersion = 0x0101020c;
    public const uint VersionCode = 0x0101021b;
    public const uint VersionName = 0x0101021c;
    public const uint TargetSdkVersion = 0x01010270;
    public const uint TestOnly = 0x01010272;
    public const uint RoundIcon = 0x0101052c;
    public const uint IsFeatureSplit = 0x0101055b;
    public const uint VersionCodeMajor = 0x01010576;
}
