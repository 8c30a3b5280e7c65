using System.Text;

namespace MobileDist.GooglePlay;

/// <summary>
/// The file that the Play Console imports as an e-mail list of testers (Testing > a track > Testers > Create email list >
/// Upload CSV file): one address a line, no commas, UTF-8 without a byte order mark
/// (https://support.google.com/googleplay/android-developer/answer/9845334). An upload replaces the whole list.
/// </summary>
public static class PlayTesterList
{
    /// <summary>The file's text; each account once, in the order given.</summary>
    /// <exception cref="DistributionException">One of them is no address that fits into such a file.</exception>
    public static string Write(IEnumerable<string> addresses)
    {
        var text = new StringBuilder();
        foreach (var address in addresses.Select(address => address.Trim()).Where(address => address.Length > 0).DistinctBy(TesterAddress.Key, StringComparer.Ordinal))
        {
            text.Append(TesterAddress.IsAddress(address) ? address : throw GroupFaults.BadTester(address)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes the file, whole or not at all. It holds personal data: it is for whoever maintains the list, not for a public artifact.</summary>
    public static void WriteFile(string path, IEnumerable<string> addresses) => PendingFile.WriteAllText(path, Write(addresses));
}
