using System.Collections.Immutable;
using System.Globalization;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Packages.Apple;

/// <summary>UIDeviceFamily of an Info.plist. Old projects write one number, some write numbers as text.</summary>
public static class IosDeviceFamilies
{
    /// <summary>In ascending order, each once; empty where the Info.plist does not say.</summary>
    public static ImmutableArray<IosDeviceFamily> Read(PropertyListDictionary info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var value = info.Find("UIDeviceFamily");
        return [.. (value is PropertyListArray array ? array.Items : value is null ? [] : [value])
            .Select(FamilyOf)
            .Where(family => family != IosDeviceFamily.Unknown)
            .Distinct()
            .Order()];
    }

    private static IosDeviceFamily FamilyOf(PropertyListValue value) => value switch
    {
        PropertyListInteger { Value: var number } when number > 0 && number <= int.MaxValue => (IosDeviceFamily)(int)number,
        PropertyListString { Value: var text } when int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 => (IosDeviceFamily)number,
        _ => IosDeviceFamily.Unknown,
    };
}
