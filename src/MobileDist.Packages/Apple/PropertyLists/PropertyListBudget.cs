namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>Counts what has been read, so that neither overlapping nor repeated pieces grow beyond the file's own measure.</summary>
internal sealed class PropertyListBudget(Func<string, DistributionException> broken)
{
    private int _left = PropertyListBounds.MostCost;

    /// <summary>Takes a value's share, before it is made.</summary>
    /// <param name="bytes">What it holds itself; never negative.</param>
    public void Take(int bytes)
    {
        if (bytes > _left - PropertyListBounds.CostOfValue)
        {
            throw TooMuch(broken);
        }

        _left -= bytes + PropertyListBounds.CostOfValue;
    }

    public static DistributionException TooMuch(Func<string, DistributionException> broken) => broken("its values hold more than any app needs");
}
