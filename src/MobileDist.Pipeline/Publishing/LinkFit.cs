using MobileDist.Packages;

namespace MobileDist.Pipeline.Publishing;

/// <summary>Which packages a link can carry.</summary>
internal static class LinkFit
{
    /// <summary>Why a phone could not install the package from a link; null when it can.</summary>
    public static Fault? Refusal(PackageInfo package) => package.Format == PackageFormat.Aab ? AndroidPackageFaults.BundleByLink(package.Identifier) : null;
}
