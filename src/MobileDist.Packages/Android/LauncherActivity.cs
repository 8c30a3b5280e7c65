namespace MobileDist.Packages.Android;

/// <summary>The activity (or alias of one) that the home screen starts; its own label and icon, where it has them.</summary>
internal sealed record LauncherActivity(ResourceValue? Label, ResourceValue? Icon, ResourceValue? RoundIcon);
