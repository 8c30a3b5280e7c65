namespace MobileDist.Pipeline.Settings.Overrides;

/// <summary>Where a setting was given; a higher level wins.</summary>
internal enum SettingLevel
{
    Default = 0,
    File = 1,
    Environment = 2,
    Argument = 3,
}
