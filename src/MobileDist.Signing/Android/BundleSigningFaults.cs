namespace MobileDist.Signing.Android;

/// <summary>The sentences for what keeps an app bundle or an APK set from being signed.</summary>
internal static class BundleSigningFaults
{
    public static DistributionException NameNotUtf8(string file, string entry) => Unfit(
        file, $"The entry name '{entry}' of '{file}' is not encoded as UTF-8; Java and Google Play cannot read that.", "Rename the entry in the build, or pack it with a tool that writes UTF-8 names.", entry);

    public static DistributionException NameTooLong(string file, string entry, int length)
    {
        const int Shown = 60;
        var name = entry[..Shown] + "…";
        return Unfit(file, $"The entry name '{name}' of '{file}' has '{length}' bytes in UTF-8; at most '{ushort.MaxValue}' are valid.", "Give the entry a shorter name.", name);
    }

    public static DistributionException ExtraTooLong(string file, string entry) => Unfit(
        file, $"The directory record of entry '{entry}' of '{file}' has no room for the offset that the entry gets.", "Pack the entry without extra fields.", entry);

    /// <summary>What is wrong with one APK, with the place where to look for it.</summary>
    public static DistributionException InSet(DistributionException cause, string file, string apk) =>
        new(cause.ExitCode, cause.Faults.Select(fault => fault.With("set", file).With("apk", apk)), cause);

    private static DistributionException Unfit(string file, string headline, string remedy, string entry) =>
        new(ExitCode.Unfit, new Fault(headline, remedy).With("package", file).With("entry", entry));
}
