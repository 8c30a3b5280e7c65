namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>
/// One value of a property list (Apple's plist(5) and CFBinaryPList): a dictionary, array, string, integer, real, boolean, date, data or UID.
/// Closed: the cases are the sealed records of this folder. Never changed once made; equal when the content is.
/// </summary>
public abstract record PropertyListValue
{
    private protected PropertyListValue()
    {
    }
}
