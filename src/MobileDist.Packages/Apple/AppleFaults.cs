namespace MobileDist.Packages.Apple;

/// <summary>The sentences for property lists, iOS packages and their bundles that cannot be read.</summary>
internal static class AppleFaults
{
    private const string CheckPropertyList = "Build the app again. 'plutil -lint' on a Mac, or Python's plistlib anywhere, shows whether a property list can be read.";

    public static DistributionException NoPropertyList(string source) => PropertyList(
        source, $"'{source}' is no property list: it begins neither with 'bplist00' nor with XML.", "Valid are Apple's XML and binary forms; 'plutil -convert xml1' on a Mac makes one of the others.");

    public static DistributionException PropertyListTooLarge(string source, long length) => PropertyList(
        source, $"The property list '{source}' has '{length}' bytes; up to '{PropertyLists.PropertyListBounds.LargestFile}' are read.", CheckPropertyList);

    public static DistributionException PropertyListBroken(string source, string what, Exception? cause = null) => PropertyList(
        source, $"The property list '{source}' is broken: {what}.", CheckPropertyList, cause);

    public static DistributionException NoDictionary(string source) => PropertyList(
        source, $"The property list '{source}' holds no dictionary at its top.", CheckPropertyList);

    public static DistributionException NoXmlCharacter(int character) => new(
        ExitCode.Unfit,
        new Fault($"The character 'U+{character:X4}' cannot be written to an XML property list.", "Take the character out of the value, or keep the property list in its binary form."));

    private static DistributionException PropertyList(string source, string headline, string remedy, Exception? cause = null) =>
        new(ExitCode.Unfit, new Fault(headline, remedy).With("property list", source), cause);
}
