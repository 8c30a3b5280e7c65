namespace MobileDist.Packages.Android;

/// <summary>A file that a resource offers as an icon, with the devices that it is meant for.</summary>
internal readonly record struct IconCandidate(string Path, ResourceConfig Config)
{
    // xxxhdpi: what a launcher shows on the sharpest screens; beyond it files grow and nothing is gained on a page.
    private const int SharpestWanted = 640;
    private const int Unspecified = 160;

    /// <summary>
    /// Smaller is better: made for ordinary devices; then the sharpest up to 640 dpi, then the nearest above, then the
    /// files that name no density.
    /// </summary>
    public (bool IsSpecial, ResourceLocale Locale, int Group, int Distance) Rank
    {
        get
        {
            var density = Config.Density == 0 ? Unspecified : Config.Density;
            var (group, distance) = density switch
            {
                <= SharpestWanted => (0, SharpestWanted - density),
                ResourceConfig.AnyDensity or ResourceConfig.NoDensity => (2, density),
                _ => (1, density - SharpestWanted),
            };
            return (Config.IsSpecial, Config.Locale, group, distance);
        }
    }
}
