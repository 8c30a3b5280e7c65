using System.Globalization;

namespace MobileDist.Packages.Android;

/// <summary>A typed value of an attribute or a resource (AOSP <c>Res_value</c>); what <see cref="Data"/> means depends on the type.</summary>
internal readonly record struct ResourceValue(byte Type, uint Data)
{
    private const byte Reference = 0x01;
    private const byte String = 0x03;
    private const byte Float = 0x04;
    private const byte DynamicReference = 0x07;
    private const byte Hexadecimal = 0x11;
    private const byte Boolean = 0x12;
    private const byte IntegerFirst = 0x10;
    private const byte IntegerLast = 0x1f;

    /// <summary><see cref="Data"/> is an index into the string pool of the file that the value stands in.</summary>
    public bool IsString => Type == String;

    /// <summary><see cref="Data"/> is the id of another resource.</summary>
    public bool IsReference => Type is Reference or DynamicReference && Data != 0;

    /// <summary><see cref="Data"/> is a number (or a truth value, or a colour).</summary>
    public bool IsInteger => Type is >= IntegerFirst and <= IntegerLast;

    /// <summary>A reference to the resource with this id.</summary>
    public static ResourceValue OfReference(uint id) => new(Reference, id);

    /// <summary>The string with this index.</summary>
    public static ResourceValue OfString(uint index) => new(String, index);

    /// <param name="bits">As IEEE 754 puts them.</param>
    public static ResourceValue OfFloat(uint bits) => new(Float, bits);

    public static ResourceValue OfDecimal(uint number) => new(IntegerFirst, number);

    public static ResourceValue OfHexadecimal(uint number) => new(Hexadecimal, number);

    public static ResourceValue OfBoolean(bool value) => new(Boolean, value ? uint.MaxValue : 0);

    /// <summary>What a value that is neither string nor reference reads as where text is wanted, as Android coerces it; null for none.</summary>
    public string? ToText() => Type switch
    {
        Float => BitConverter.UInt32BitsToSingle(Data).ToString(CultureInfo.InvariantCulture),
        Hexadecimal => "0x" + Data.ToString("x", CultureInfo.InvariantCulture),
        Boolean => Data != 0 ? "true" : "false",
        _ when IsInteger => ((int)Data).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
