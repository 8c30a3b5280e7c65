using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Android;

/// <summary>Looks for stored entries that devices cannot map into memory.</summary>
internal static class ApkAlignmentCheck
{
    public static void Run(ZipPackage package, ApkFindingList findings)
    {
        foreach (var entry in package.Entries)
        {
            if (!entry.IsStored)
            {
                if (entry.Name is "resources.arsc")
                {
                    findings.ResourcesPacked(entry.Name);
                }
            }
            else if (entry.UncompressedSize > 0)
            {
                if (entry.DataOffset % ApkAlignment.Word != 0)
                {
                    findings.EntryMisaligned(entry.Name, entry.DataOffset);
                }
                else if (entry.DataOffset % ApkAlignment.MultipleOf(entry.Name, entry.Method, []) != 0)
                {
                    findings.LibraryMisaligned(entry.Name, entry.DataOffset);
                }
            }
        }
    }
}
